/** The names in a run directory. */
export const RUN_FILES = {
  /** What is run and for how long; never the environment. */
  run: 'run.json',
  script: 'supervise.sh',
  prompt: 'prompt.txt',
  output: 'output.json',
  stderr: 'stderr.log',
  /** Empty. Whoever makes it is the only supervisor of this run. Its time of change is when the run started. */
  claim: 'claim',
  /** Who the supervisor is. */
  process: 'process.json',
  /** The first stop reason. */
  stop: 'stop.json',
  /** What a stop has done so far, one line for each signal and each process. */
  stopLog: 'stop.log',
  /** Who of the run was seen alive without its marker. */
  descendants: 'descendants.json',
  /** How the command ended. Its time of change is when. */
  exit: 'exit.json',
  /** What the supervisor's shell said. */
  supervisorLog: 'supervisor.log',
} as const
