@echo off
rem Starts the command rdzv with the jars beside this file. Needs Java 17 or later, in JAVA_HOME or on the PATH.
setlocal
set "RDZV_HOME=%~dp0.."
set "RDZV_JAVA=java"
if defined JAVA_HOME set "RDZV_JAVA=%JAVA_HOME%\bin\java.exe"
where /q "%RDZV_JAVA%" 2>nul || if not exist "%RDZV_JAVA%" (
    echo rdzv: no java in JAVA_HOME or the PATH; install Java 17 or later, or set JAVA_HOME 1>&2
    exit /b 2
)
rem A server lives long enough to pay for the optimising compiler. All other commands end within seconds.
set "RDZV_QUICK=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
if "%~1 %~2"=="store serve" set "RDZV_QUICK="
"%RDZV_JAVA%" %RDZV_QUICK% "-Drdzv.examples=%RDZV_HOME%\examples" -cp "%RDZV_HOME%\lib\*" dev.rendezvous.cli.Rdzv %*
exit /b %ERRORLEVEL%
