import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { FAKE_AGENT } from '../support/paths.ts'
import { createStall, type Stall } from '../support/stall.ts'
import { temporaryDirectory, type TemporaryDirectory } from '../support/temporary-directory.ts'

const WRAPPER = `#!/bin/sh\nexec '${FAKE_AGENT}' "$@"\n`

interface Vanishing {
  what: string
  /** Given the agent's executable and the project's folder. */
  vanish(agent: string, project: string): Promise<void>
  code: string
  says: string
  /** Absent where nothing was ever run. */
  exitCode?: number
}

const CASES: Vanishing[] = [
  {
    what: 'P1 the agent is removed',
    vanish: (agent) => rm(agent),
    code: 'AGENT_NOT_FOUND',
    says: 'The agent command was not found.',
    exitCode: 127,
  },
  {
    what: 'P2 the agent may not be executed any more',
    vanish: (agent) => chmod(agent, 0o644),
    code: 'AGENT_NOT_FOUND',
    says: 'The agent command cannot be executed.',
    exitCode: 126,
  },
  {
    what: 'P2 the agent becomes a file of another format',
    vanish: (agent) => writeFile(agent, '\x7fELF\0\0of no machine\n'),
    code: 'AGENT_NOT_FOUND',
    says: 'The agent command cannot be executed.',
    exitCode: 126,
  },
  {
    what: 'P3 P8 the project folder is removed',
    vanish: (_agent, project) => rename(project, `${project}.away`),
    code: 'SPAWN_FAILED',
    says: 'There is no directory',
  },
  {
    what: 'P4 P8 the project folder becomes a file, for which Node throws',
    vanish: async (_agent, project) => {
      await rename(project, `${project}.away`)
      await writeFile(project, '')
    },
    code: 'SPAWN_FAILED',
    says: 'is not a directory',
  },
]

describe('what vanishes between the check and the spawn', () => {
  let fake: FakeAgentServer
  let stall: Stall
  let bin: TemporaryDirectory
  let agent: string
  beforeAll(async () => {
    stall = await createStall()
    bin = await temporaryDirectory()
    agent = join(bin.path, 'agent')
    await writeFile(agent, WRAPPER, { mode: 0o755 })
    fake = await startFakeAgentServer({
      ...stall.env,
      SPECFLOW_CLAUDE_BIN: agent,
      SPECFLOW_MAX_RUNS: '1',
    })
  })
  afterAll(async () => {
    await fake[Symbol.asyncDispose]()
    await stall[Symbol.asyncDispose]()
    await bin[Symbol.asyncDispose]()
  })

  async function putBack(): Promise<void> {
    await rm(agent, { force: true })
    await writeFile(agent, WRAPPER, { mode: 0o755 })
    if (!existsSync(`${fake.project}.away`)) return
    await rm(fake.project, { recursive: true, force: true })
    await rename(`${fake.project}.away`, fake.project)
  }

  it.each(CASES.map((each) => [each.what, each] as const))(
    '%s: the run fails and says so, and nothing else is held up',
    async (_what, { vanish, code, says, exitCode }) => {
      const { api } = fake.server
      await stall.arm('before-spawn')
      const id = await fake.start('ok')
      await stall.untilReached()
      await vanish(agent, fake.project)
      await stall.release()

      const execution = await api.untilStatus(id, 'failed')
      await putBack()
      expect(execution.error).toMatchObject({ code, message: expect.stringContaining(says) })
      expect(execution.error?.remedy).toMatch(/\w/)
      expect(execution.runs.map((run) => run.exitCode)).toEqual(exitCode === undefined ? [] : [exitCode])

      // What was prepared for the run is kept for whoever looks into it, and the only slot and the lock are free again.
      expect(existsSync(join(fake.server.home, 'workflows', id, 'run-1/prompt.txt'))).toBe(true)
      expect((await api.post(`/api/workflow/cancel?id=${id}`)).status).toBe(409)
      await api.untilStatus(await fake.start('ok'), 'completed')
    },
  )

  it('P3 P4 a project folder that is gone, or a file, is refused before anything is written', async () => {
    const path = await fake.createProject('short-lived')
    const projectId = await fake.server.api.register(path)
    const refusal = async () => fake.server.api.post('/api/workflow/start', { projectId, skill: 'review' })
    const list = () => fake.server.api.get(`/api/workflow/list?projectId=${projectId}`)
    await rm(path, { recursive: true })
    const gone = await refusal()
    await writeFile(path, '')
    const file = await refusal()
    await rm(path)
    await mkdir(path)

    for (const response of [gone, file]) {
      expect(response).toMatchObject({
        status: 409,
        json: { error: { code: 'PROJECT_PATH_MISSING', message: expect.stringContaining(path) } },
      })
    }
    expect((await list()).json).toMatchObject({ executions: [] })
  })
})
