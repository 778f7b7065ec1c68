import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fakeAgentEnvironment } from '../support/fake-agent-server.ts'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { nodeBinary, SERVER } from '../support/paths.ts'
import { createProject } from '../support/project.ts'
import { askHeap, HEAP_OPTIONS, type HeapReport } from '../support/server-heap.ts'
import { withTemporaryDirectory } from '../support/temporary-directory.ts'
import { listFiles } from './list-files.ts'
import { createWorld, type World } from './world.ts'

/** A built server that is there to be asked anything, and what it must not touch. */
export interface FuzzSite extends AsyncDisposable {
  readonly server: BuiltServer
  readonly world: World
  /** Takes back what requests may have undone, and sees what there is to ask for now. */
  upkeep(): Promise<void>
  /** Everything outside of the state directory and of what the agent itself writes: a line a file. */
  listForeign(): string[]
  /** Bytes: of the heap what is no garbage, and of the process what is in memory. */
  memory(): Promise<Memory>
}

export interface Memory extends HeapReport {
  resident: number
}

export function startFuzzSite(): Promise<FuzzSite> {
  return withTemporaryDirectory(startIn)
}

async function startIn(directory: string): Promise<FuzzSite> {
  const project = await createProject(directory, 'project')
  const other = await createProject(directory, 'other')
  for (const name of ['temporary', 'empty', 'user/notes'])
    await mkdir(join(directory, name), { recursive: true })
  await writeFile(join(directory, 'user/notes/diary.txt'), 'not to be touched')
  const report = join(directory, 'heap.json')
  const server = await startServer({
    directory,
    command: [nodeBinary(), ...HEAP_OPTIONS, SERVER],
    env: {
      ...fakeAgentEnvironment(directory),
      HEAP_REPORT: report,
      TMPDIR: join(directory, 'temporary'),
      SPECFLOW_LOG_LEVEL: 'error',
      // So that what is answered is the request itself.
      SPECFLOW_REQUEST_RATE: '1000000',
    },
  })
  const paths = [
    project,
    other,
    join(directory, 'empty'),
    join(directory, 'user'),
    join(directory, 'gone'),
    server.home,
    '/',
    '/etc',
    '/proc/self',
  ]
  const world = createWorld(paths)
  const upkeep = async () => {
    world.token = server.token()
    const projectIds = [await server.api.register(project), await server.api.register(other)]
    for (const projectId of [undefined, ...projectIds]) await liftLimits(server, projectId)
    await refresh(server, world, projectIds)
  }
  await upkeep()
  return {
    server,
    world,
    upkeep,
    listForeign: () => listFiles(directory).filter((line) => !OWN.test(line)),
    memory: async () => ({ ...(await askHeap(server, report)), resident: residentBytes(server.pid) }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** The state, what the agent keeps of its sessions and of its runs, and what the tests themselves write. */
const OWN = /^(?:state|user\/\.claude|agent\.jsonl|heap\.json)/

/** Of one project, or of all together. */
async function liftLimits({ request }: BuiltServer, projectId: string | undefined): Promise<void> {
  await request({
    method: 'PUT',
    path: '/api/limits',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...(projectId !== undefined && { projectId }), limits: {} }),
  })
}

/** One more question is open, so that there is one to answer. */
async function refresh({ api }: BuiltServer, world: World, projectIds: string[]): Promise<void> {
  world.projectIds = projectIds
  const [projectId = ''] = projectIds
  const asks = { projectId, skill: 'review', input: 'fake-claude: needs_input', timeoutMs: 5_000 }
  // Requests that go on meanwhile may have set a limit again, or removed the project.
  await api.post('/api/workflow/start', asks)
  const list = async (query: string) => (await api.get(`/api/workflow/list?${query}`)).json as Page
  world.executionIds = (await list('limit=100')).executions.map(({ id }) => id)
  const { nextCursor } = await list('limit=1')
  const { cursor } = (await api.get('/api/workflow/changes')).json as { cursor: string }
  world.cursors = [cursor, ...(nextCursor === null ? [] : [nextCursor])]
  const waiting = await list('status=waiting_for_input&limit=5')
  const records = await Promise.all(waiting.executions.map(({ id }) => api.status(id)))
  world.questionSetIds = records.flatMap(({ questionSet }) => (questionSet ? [questionSet.id] : []))
}

interface Page {
  executions: { id: string }[]
  nextCursor: string | null
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] =
    /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}
