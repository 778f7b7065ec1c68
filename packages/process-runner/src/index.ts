export { inspectRun } from './inspect-run.ts'
export { createPlatform } from './platform/create-platform.ts'
export { createProcessRunner } from './process-runner.ts'
export { RUN_FILES } from './run-files.ts'
export type {
  Platform,
  ProcessEntry,
  ProcessExit,
  ProcessIdentity,
  ProcessRunner,
  RunHandle,
  RunMarker,
  RunResult,
  RunSpec,
  RunState,
  SeenProcess,
  StopProgress,
  StopReason,
  StopReceipt,
} from './types.ts'
