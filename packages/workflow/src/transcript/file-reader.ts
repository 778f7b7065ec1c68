import { sessionFileCandidates } from './find-session-file.ts'
import type { TranscriptReader } from './port.ts'
import { readPage } from './read-page.ts'
import { openTranscriptFile, type TranscriptFile } from './transcript-file.ts'

export interface FileTranscriptReaderOptions {
  /** Where the agent keeps its sessions: `CLAUDE_CONFIG_DIR` or `~/.claude`. */
  configDirectory: string
}

/** Reads the files that `claude`, or another agent with its ways, appends its conversations to. */
export function createFileTranscriptReader({
  configDirectory,
}: FileTranscriptReaderOptions): TranscriptReader {
  return {
    read: async ({ after, before, ...session }) => {
      const file = await openFirst(await sessionFileCandidates(configDirectory, session))
      if (!file) return undefined
      try {
        const place = { ...(after !== undefined && { after }), ...(before !== undefined && { before }) }
        return await readPage(file, place)
      } finally {
        await file.close()
      }
    },
  }
}

async function openFirst(paths: readonly string[]): Promise<TranscriptFile | undefined> {
  for (const path of paths) {
    const file = await openTranscriptFile(path)
    if (file) return file
  }
  return undefined
}
