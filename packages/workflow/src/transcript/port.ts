import type { TranscriptPage } from '../schema/index.ts'

export interface TranscriptRequest {
  sessionId: string
  /** Where the session's runs work: of two files of one session, the one that began there is meant. */
  projectPath: string
  /** A sub-agent of the session instead of the session itself. */
  agentId?: string
  /** Likewise, by the call that started it. */
  callId?: string
  after?: number
  before?: number
}

/** Reads what an agent wrote down of its sessions, for display only. */
export interface TranscriptReader {
  /**
   * The newest part, what follows `after`, or what comes before `before`; each call costs a bounded amount of memory and
   * of reading, however large the file is. `undefined` when there is no such file: never rejects for what is in one.
   */
  read(request: TranscriptRequest): Promise<TranscriptPage | undefined>
}
