import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuiltServer } from './built-server.ts'
import { until } from './until.ts'

/** For Node, in front of the server's file: it can then be asked what it holds. `HEAP_REPORT` says where it writes the answer. */
export const HEAP_OPTIONS = [
  '--expose-gc',
  '--require',
  join(import.meta.dirname, 'fixtures/report-heap.cjs'),
] as const

export interface HeapReport {
  /** Bytes that are no garbage. */
  heapUsed: number
}

/** Has the server collect its garbage and tell what is left. */
export async function askHeap(server: Pick<BuiltServer, 'signal'>, path: string): Promise<HeapReport> {
  const read = () =>
    existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as HeapReport & { count: number }) : undefined
  const before = read()?.count ?? 0
  server.signal('SIGUSR2')
  return until(
    () => {
      const found = read()
      return found !== undefined && found.count > before && found
    },
    { what: 'the report of the heap' },
  )
}
