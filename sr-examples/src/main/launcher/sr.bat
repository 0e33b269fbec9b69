@echo off
rem Starts the sr command with the jars beside it. Needs Java 17 or later: JAVA_HOME, else java on the PATH.
rem SR_OPTS adds options of the Java virtual machine; the last one given wins: set SR_OPTS=-Xmx8g
setlocal

for %%i in ("%~dp0..") do set "SR_HOME=%%~fi"

set "SR_JAVA=java"
if defined JAVA_HOME set "SR_JAVA=%JAVA_HOME%\bin\java.exe"

set "SR_JAVA_VERSION="
for /f "tokens=3" %%v in ('call "%SR_JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do set "SR_JAVA_VERSION=%%~v"
for /f "delims=.-+ tokens=1" %%v in ("%SR_JAVA_VERSION%") do set "SR_JAVA_VERSION=%%v"
if not defined SR_JAVA_VERSION (
  echo sr: needs Java 17 or later; set JAVA_HOME or put java on the PATH. 1>&2
  exit /b 1
)
if %SR_JAVA_VERSION% LSS 17 (
  echo sr: needs Java 17 or later, but "%SR_JAVA%" is version %SR_JAVA_VERSION%. 1>&2
  exit /b 1
)

if not exist "%SR_HOME%\lib" (
  echo sr: "%SR_HOME%\lib" is missing; build it with: mvnw -q -DskipTests package 1>&2
  exit /b 1
)

rem The vector engine needs a module that Java has to be told of; a reduced runtime may lack it.
set "SR_VECTOR=--add-modules jdk.incubator.vector"
"%SR_JAVA%" %SR_VECTOR% -version >nul 2>&1 || set "SR_VECTOR="

rem From Java 24 on, native libraries (ND4J's, ONNX Runtime's) and Unsafe (Guava's) are remarked on unless allowed.
set "SR_ALLOWED="
if %SR_JAVA_VERSION% GEQ 24 set "SR_ALLOWED=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

set "ND4J_IGNORE_AVX=true"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"

"%SR_JAVA%" ^
  -Xmx2g ^
  -XX:+UseParallelGC ^
  -Djava.awt.headless=true ^
  -Dfile.encoding=UTF-8 ^
  -Dorg.bytedeco.javacpp.maxbytes=3g ^
  -Dorg.bytedeco.javacpp.maxphysicalbytes=6g ^
  -Dorg.nd4j.log.initialization=false ^
  -Dorg.nd4j.versioncheck=false ^
  %SR_VECTOR% ^
  %SR_ALLOWED% ^
  %SR_OPTS% ^
  -cp "%SR_HOME%\lib\*;%SR_HOME%\plugins\*" ^
  org.sr4j.examples.cli.Sr %*
exit /b %ERRORLEVEL%
