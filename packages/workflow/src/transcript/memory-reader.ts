import type { TranscriptPage } from '../schema/index.ts'
import type { TranscriptReader, TranscriptRequest } from './port.ts'

/** Keeps what it was asked, and answers from a table of pages by session. */
export interface MemoryTranscriptReader extends TranscriptReader {
  readonly requests: readonly TranscriptRequest[]
  /** From now on the session has this page, whichever part is asked for. */
  write(sessionId: string, page: TranscriptPage): void
}

export function createMemoryTranscriptReader(): MemoryTranscriptReader {
  const pages = new Map<string, TranscriptPage>()
  const requests: TranscriptRequest[] = []
  return {
    requests,
    write: (sessionId, page) => {
      pages.set(sessionId, page)
    },
    read: (request) => {
      requests.push(request)
      return Promise.resolve(pages.get(request.sessionId))
    },
  }
}
