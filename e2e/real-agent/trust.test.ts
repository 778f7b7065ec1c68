import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTurn, structured } from '../agent/conversation.ts'
import { startAgentServer, type AgentServer } from './agent-server.ts'

let agent: AgentServer
beforeAll(async () => {
  agent = await startAgentServer()
})
afterAll(() => agent[Symbol.asyncDispose]())

it('W10 a hook of the folder, which the real agent runs without a question, waits for its acknowledgement', async () => {
  const { api } = agent.server
  const hook = { matcher: '', hooks: [{ type: 'command', command: 'touch hook-ran' }] }
  await writeFile(
    join(agent.project, '.claude/settings.json'),
    JSON.stringify({ hooks: { UserPromptSubmit: [hook] } }),
  )
  const ran = () => existsSync(join(agent.project, 'hook-ran'))
  const body = { projectId: agent.projectId, skill: 'review', input: 'the hooked readme' }

  const { json, status } = await api.post('/api/workflow/start', body)
  const { code, details } = (json as { error: { code: string; details: { hash: string; brings: unknown } } })
    .error

  expect({ status, code }).toEqual({ status: 412, code: 'TRUST_REQUIRED' })
  expect(details.brings).toMatchObject([{ name: 'UserPromptSubmit', detail: 'touch hook-ran' }])
  expect(ran()).toBe(false)

  agent.stub.play('the hooked readme', inTurn(structured({ status: 'completed', message: 'Fine.' })))
  const id = await api.start({ ...body, acknowledge: details.hash })
  await api.untilStatus(id, 'completed')
  expect(ran()).toBe(true)
  expect(agent.stub.unexpected).toEqual([])
})
