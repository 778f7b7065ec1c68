import { watch } from 'node:fs'
import { RUN_FILES } from './run-files.ts'

/**
 * Calls `look` whenever one of the records may have changed: at once where the system reports changes, and every second in
 * any case, since reports can be missed (network file systems) or refused (too many watches). Keeps no process alive.
 * Answers how to stop.
 */
export function observeDirectory(directory: string, look: () => void): () => void {
  const poll = setInterval(look, POLL_MS).unref()
  const stopWatching = watchRecords(directory, look)
  return () => {
    clearInterval(poll)
    stopWatching()
  }
}

/** At this interval a run is looked at even when nothing was reported. */
export const POLL_MS = 1_000

function watchRecords(directory: string, look: () => void): () => void {
  try {
    const watcher = watch(directory, { persistent: false }, (event, name) => {
      // Output that grows is reported too, thousands of times; that there is a file for it, once.
      if (name === null || RECORDS.has(name) || (event === 'rename' && name === RUN_FILES.stderr)) look()
    })
    watcher.on('error', () => {
      watcher.close()
    })
    return () => {
      watcher.close()
    }
  } catch {
    return () => undefined
  }
}

const RECORDS: ReadonlySet<string> = new Set([RUN_FILES.process, RUN_FILES.stop, RUN_FILES.exit])
