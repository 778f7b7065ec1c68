import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transcriptSchema, type Transcript } from '@specflow/workflow/schema'
import { bash, inTurn, structured } from '../agent/conversation.ts'
import { until } from '../support/until.ts'
import { startAgentServer, type AgentServer } from './agent-server.ts'

const DELEGATED = 'LOOK-FOR-THE-CALLERS'

describe('what the real agent writes down', () => {
  let agent: AgentServer
  beforeAll(async () => {
    agent = await startAgentServer()
  })
  afterAll(() => agent[Symbol.asyncDispose]())

  const read = async (id: string, more = '') => {
    const { json } = await agent.server.api.get(`/api/workflow/transcript?id=${id}${more}`)
    return transcriptSchema.parse(json)
  }
  const call = ({ entries }: Transcript, name: string) =>
    entries.find((entry) => entry.kind === 'tool_call' && entry.name === name)

  it('is shown while it runs, with its tools, its words and its sub-agent, and all of it afterwards', async () => {
    const wait = (file: string) => bash(`until [ -e ${file} ]; do sleep 0.05; done; echo the callers are two`)
    agent.stub.play(DELEGATED, inTurn(wait('go-on'), { kind: 'text', text: 'Two callers.' }))
    agent.stub.play(
      'follow the cart',
      inTurn(
        bash('echo the cart is full'),
        {
          kind: 'tools',
          calls: [
            {
              name: 'Agent',
              input: { description: 'Look', prompt: DELEGATED, subagent_type: 'general-purpose' },
            },
          ],
        },
        { kind: 'text', text: 'The **cart** is fine.' },
        structured({ status: 'completed', message: 'Followed.' }),
      ),
    )
    const input = { projectId: agent.projectId, skill: 'review', input: 'follow the cart' }
    const id = await agent.server.api.start(input)

    const live = await until(
      async () => {
        const page = await read(id)
        return call(page, 'Agent') ? page : undefined
      },
      { what: 'the call of the sub-agent in the transcript' },
    )
    expect((await agent.server.api.status(id)).status).toBe('running')
    expect(live.entries).toContainEqual(
      expect.objectContaining({ kind: 'user', text: '/review follow the cart' }),
    )
    expect(live.entries).toContainEqual(
      expect.objectContaining({ kind: 'tool_call', summary: 'Bash: echo the cart is full' }),
    )
    expect(live.entries).toContainEqual(
      expect.objectContaining({ kind: 'tool_result', text: 'the cart is full', isError: false }),
    )
    const delegation = call(live, 'Agent')
    const callId = delegation?.kind === 'tool_call' ? delegation.id : ''
    await until(async () => call(await read(id, `&callId=${callId}`), 'Bash'), {
      what: 'the tool of the sub-agent, while it works',
    })
    writeFileSync(join(agent.project, 'go-on'), '')

    const { sessionId } = await agent.server.api.untilStatus(id, 'completed')
    const rest = await read(id, `&after=${String(live.end)}`)
    expect(rest).toMatchObject({ state: 'ready', sessionId, start: live.end, end: rest.size })
    expect(rest.entries).toContainEqual(
      expect.objectContaining({ kind: 'assistant', text: 'The **cart** is fine.' }),
    )
    expect(rest.entries.map(({ kind }) => kind)).toContain('structured_output')
    const result = rest.entries.find((entry) => entry.kind === 'tool_result' && entry.id === callId)
    const agentId = result?.kind === 'tool_result' ? result.agentId : undefined
    expect(agentId).toBeDefined()
    const delegated = await read(id, `&agentId=${agentId ?? ''}`)
    expect(delegated.entries).toContainEqual(
      expect.objectContaining({ kind: 'assistant', text: 'Two callers.' }),
    )
  })
})
