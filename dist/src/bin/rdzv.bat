@echo off
rem Starts the command rdzv with the jars beside this file. Needs Java 17 or later: that of this folder, of JAVA_HOME or of the PATH.
rem Delayed expansion would remove exclamation marks from paths and arguments.
setlocal EnableExtensions DisableDelayedExpansion
call :locate
set "RDZV_JAVA=%RDZV_HOME%\jre\bin\java.exe"
if exist "%RDZV_JAVA%" goto :run
rem No parentheses below, because JAVA_HOME may contain one, as in C:\Program Files (x86).
if defined JAVA_HOME goto :given
for %%J in (java.exe) do set "RDZV_JAVA=%%~$PATH:J"
goto :check
:given
rem Some installers put JAVA_HOME in quotes.
set "RDZV_JAVA=%JAVA_HOME:"=%\bin\java.exe"
:check
if exist "%RDZV_JAVA%" goto :run
echo rdzv: no java in JAVA_HOME or the PATH; install Java 17 or later, or set JAVA_HOME>&2
exit /b 2
:run
rem A server lives long enough to pay for the optimising compiler. All other commands end within seconds.
set "RDZV_QUICK=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
if "%~1 %~2"=="store serve" set "RDZV_QUICK="
rem What Java itself has to say never stands in front of the output. There is no archive of classes here, unlike on Unix.
set "RDZV_LOG=-Xlog:disable -Xlog:all=error:stderr"
"%RDZV_JAVA%" %RDZV_QUICK% %RDZV_LOG% "-Drdzv.examples=%RDZV_HOME%\examples" -cp "%RDZV_HOME%\lib\*" dev.rendezvous.cli.Rdzv %*
exit /b %ERRORLEVEL%
:locate
rem Only in a subroutine is this the folder of this file if the caller wrote "rdzv" in quotes and the PATH led here.
set "RDZV_HOME=%~dp0.."
exit /b 0
