/** Who a process is. A pid alone is never acted on: it may belong to somebody else by now. */
export interface ProcessIdentity {
  pid: number
  /** The kernel's start time of the process, as the platform writes it; compared, never computed with. */
  startTime: string
  /** Changes with every boot of the machine. */
  bootId: string
}

/** A process as receipts name it. */
export interface SeenProcess {
  pid: number
  /** The program and at most 200 characters of its arguments. */
  command: string
}

/** The variable that every process of a run inherits, and by which the sweep knows them. */
export interface RunMarker {
  name: string
  value: string
}

export interface RunSpec {
  /** Absolute. Made if missing (0700). It is all that a later server needs to re-attach. */
  directory: string
  /** Absolute path, or a name that the supervisor's PATH resolves. */
  executable: string
  args: readonly string[]
  /** Must exist: Node reports a missing folder as if the command were missing. */
  cwd: string
  /** The whole environment of the run; the marker is added to it. */
  env: Readonly<Record<string, string>>
  marker: RunMarker
  /** Given to the process on standard input, from a file. */
  stdin: string
  /** Bounds the age of the run's process; time asleep counts. */
  timeoutMs: number
  /** Between SIGTERM and SIGKILL. */
  graceMs: number
}

/** `lingered`: its work is done and it does not end. `cost_limit`: it has cost as much as it may. */
export type StopReason = (typeof STOP_REASONS)[number]

export const STOP_REASONS = ['cancelled', 'timed_out', 'lingered', 'cost_limit'] as const

/** What a stop did. `endedAt` is there only when the last pass found nothing alive. Times are ISO 8601 in UTC. */
export interface StopReceipt {
  reason: StopReason
  /** What whoever asked for the stop had to say about it. */
  detail?: string
  requestedAt: string
  signals: { signal: string; at: string }[]
  seen: SeenProcess[]
  survivors: SeenProcess[]
  endedAt?: string
}

/** How far a stop has come. Times are ISO 8601 in UTC. */
export interface StopProgress {
  reason: StopReason
  detail?: string
  requestedAt: string
  /** Between SIGTERM and SIGKILL, in milliseconds. */
  graceMs: number
  signals: { signal: string; at: string }[]
  /** How many processes that the run started were alive at the last look; absent before the first. */
  alive?: number
}

/** How the process itself ended, as the supervisor wrote it down. */
export type ProcessExit =
  | { kind: 'exited'; exitCode: number; endedAt: string }
  | { kind: 'signaled'; signal: string; endedAt: string }

/**
 * How a run ended: a value, whatever happened. By the time it is there, nothing of the run is alive.
 *
 * - `exited`, `signaled`: the process ended by itself; `swept` is what it left behind and was killed.
 * - `timed_out`, `cancelled`, `lingered`, `cost_limit`: the first stop reason on disk; `exit` is how the process answered the signal, if it was seen.
 * - `spawn_failed`: nothing ran; `code` is the system's error code (`EAGAIN`, `E2BIG`), `DIRECTORY_UNUSABLE` when it was the
 *   working directory that was missing or forbidden, or `SUPERVISOR_FAILED` when the supervisor could not write into the run
 *   directory.
 * - `lost`: no exit record and no process, as after a reboot or a `kill -9` of the supervisor.
 */
export type RunResult =
  | (ProcessExit & { startedAt: string; swept: SeenProcess[] })
  | { kind: StopReason; startedAt?: string; endedAt: string; receipt: StopReceipt; exit?: ProcessExit }
  | { kind: 'spawn_failed'; code: string; message: string; endedAt: string }
  | { kind: 'lost'; startedAt?: string; endedAt: string; swept: SeenProcess[] }

/** A run that somebody watches. */
export interface RunHandle {
  readonly directory: string
  /** When the supervisor took the attempt and wrote down who it is; `undefined` when it never will. Never rejects. */
  readonly claimed: Promise<ProcessIdentity | undefined>
  /** Never rejects. Settles after the last empty pass of the sweep. */
  readonly result: Promise<RunResult>
  /**
   * Stops the whole tree and proves it. The first reason wins: a second one gets the receipt of the first.
   * Answers `'already_ended'` when the exit record was there before the reason could be written down. A receipt
   * without `endedAt` means that something survived grace plus 10 s: `result` stays open, and stopping again repeats the ladder.
   * `detail` is kept with the reason, and goes into the receipt.
   */
  stop(reason: StopReason, detail?: string): Promise<StopReceipt | 'already_ended'>
  /** How far a stop has come that somebody asked for; `undefined` while nobody did. Reads two small files, and looks for no process. */
  stopProgress(): StopProgress | undefined
  /** Stops watching and leaves the run alone. */
  detach(): void
}

export interface ProcessRunner {
  /** Starts a run. A directory whose attempt is already claimed is attached to instead, so that it runs at most once. */
  start(spec: RunSpec): Promise<RunHandle>
  /**
   * Takes up a run from its directory alone. `'unclaimed'` when no supervisor ever took it; it is safe to start it then.
   * Waits up to 2 s for a supervisor that has claimed and not yet said who it is.
   */
  attach(directory: string): Promise<RunHandle | 'unclaimed'>
  /** Kills everything that carries a marker of this prefix and is not listed; answers what it killed. Only for boot and repair. */
  sweep(options: {
    markerName: string
    markerPrefix: string
    except: readonly string[]
  }): Promise<SeenProcess[]>
}

/**
 * How a run stands, as its directory and its supervisor tell it.
 *
 * - `missing`, `unclaimed`: there is no directory, or no supervisor ever took the run.
 * - `alive`: its supervisor is there, whatever it has written down by now.
 * - `ended`: an exit record or a stop reason says what became of it.
 * - `gone`: a supervisor took it and left neither itself nor a word.
 */
export type RunState = 'missing' | 'unclaimed' | 'alive' | 'ended' | 'gone'

/** One row of the process table. */
export interface ProcessEntry {
  pid: number
  parentPid: number
  groupId: number
  sessionId: number
  startTime: string
  /** A zombie has ended and only waits to be reaped. */
  isZombie: boolean
  command: string
  /** The value of the variable that was asked for, at the start of the process; absent when unreadable or not set. */
  marker?: string
}

/** What the runner asks of the operating system; one file per platform. */
export interface Platform {
  readonly name: 'linux' | 'darwin'
  /** Shown at start and in health where the platform is not fully tried. */
  readonly caveat?: string
  /** The shell functions by which the supervisor asks the same questions; `supervisor-script.ts` says which. */
  readonly supervisorFunctions: string
  bootId(): string
  /** Identity of a living process; `undefined` when there is none (a zombie is none). */
  identify(pid: number): ProcessIdentity | undefined
  /** Age of a process in milliseconds, time asleep included. */
  ageMs(identity: ProcessIdentity): number | undefined
  /**
   * Every process, each with the value of the variable `markerName`. Nobody is missed by hopping from process to process
   * during the look: whoever was there when it ended is in it, or is the offspring of an entry.
   *
   * `earlier` makes it cheap: who stood there without the marker is not asked again. Good enough for looking on, and not
   * for a proof.
   */
  listProcesses(markerName: string, earlier?: readonly ProcessEntry[]): ProcessEntry[]
}
