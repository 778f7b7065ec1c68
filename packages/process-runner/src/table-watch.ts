import type { Platform, ProcessEntry } from './types.ts'

/** Looks at the process table once for all runs of a server, as often as `LOOK_MS` says and only while somebody wants it. */
export interface TableWatch {
  /** Calls `see` with every look's table until the function that it answers is called. */
  add(markerName: string, see: (table: ProcessEntry[]) => void): () => void
}

interface Subscription {
  markerName: string
  see: (table: ProcessEntry[]) => void
}

/** Keeps no process alive. A look that fails, or somebody who cannot use it, takes nothing from the next one. */
export function createTableWatch(platform: Platform): TableWatch {
  const subscriptions = new Set<Subscription>()
  const lastTables = new Map<string, ProcessEntry[]>()
  let timer: NodeJS.Timeout | undefined

  function lookForAll(): void {
    for (const name of new Set([...subscriptions].map(({ markerName }) => markerName))) {
      attempt(() => {
        const table = platform.listProcesses(name, lastTables.get(name))
        lastTables.set(name, table)
        for (const { markerName, see } of subscriptions) {
          if (markerName === name)
            attempt(() => {
              see(table)
            })
        }
      })
    }
  }

  return {
    add(markerName, see) {
      const subscription = { markerName, see }
      subscriptions.add(subscription)
      timer ??= setInterval(lookForAll, LOOK_MS).unref()
      return () => {
        subscriptions.delete(subscription)
        if (subscriptions.size > 0) return
        clearInterval(timer)
        timer = undefined
        lastTables.clear()
      }
    },
  }
}

/** What lives for as long as this is seen. */
const LOOK_MS = 1_000

function attempt(action: () => void): void {
  try {
    action()
  } catch {
    // No file descriptor was left, for example. The next look is a second away.
  }
}
