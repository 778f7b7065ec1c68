import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { nodeBinary, SERVER } from '../support/paths.ts'
import { createProject } from '../support/project.ts'
import { askHeap, HEAP_OPTIONS } from '../support/server-heap.ts'
import { withTemporaryDirectory } from '../support/temporary-directory.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')

/** A built server that can be asked what it holds; its agent leaves a process behind at every run. */
export interface WatchedServer extends AsyncDisposable {
  readonly server: BuiltServer
  readonly projectId: string
  /** Bytes of the heap that are no garbage. */
  heapUsed(): Promise<number>
  descriptors(): number
  /** Processes that are children of the server, the ended ones too that nobody has reaped. */
  children(): { pid: number; state: string }[]
  /** Everything that the runs started, as they wrote it down. */
  startedPids(): number[]
}

export function startWatchedServer(): Promise<WatchedServer> {
  return withTemporaryDirectory(startIn)
}

async function startIn(directory: string): Promise<WatchedServer> {
  const report = join(directory, 'heap.json')
  const project = await createProject(directory, 'project')
  const server = await startServer({
    directory,
    command: [nodeBinary(), ...HEAP_OPTIONS, SERVER],
    env: {
      SPECFLOW_AGENT: 'claude',
      SPECFLOW_CLAUDE_BIN: join(FIXTURES, 'leaving-agent.sh'),
      IS_SANDBOX: '1',
      HEAP_REPORT: report,
    },
  })
  return {
    server,
    projectId: await server.api.register(project),
    heapUsed: async () => (await askHeap(server, report)).heapUsed,
    descriptors: () => readdirSync(`/proc/${String(server.pid)}/fd`).length,
    children: () => findChildren(server.pid),
    startedPids: () => readFileSync(join(project, 'pids.log'), 'utf8').trim().split(/\s/).map(Number),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

function findChildren(parent: number): { pid: number; state: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [state = '', owner] = readStat(name)?.split(') ').at(-1)?.split(' ') ?? []
      return Number(owner) === parent ? [{ pid: Number(name), state }] : []
    })
}

function readStat(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined
  }
}
