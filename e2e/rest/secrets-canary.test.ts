import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import type { HttpResponse } from '../support/http.ts'
import { FAKE_AGENT, REPOSITORY } from '../support/paths.ts'

/** What must be nowhere, by where it comes from. The last one has no shape by which it could be known. */
const CANARY = {
  key: 'sk-ant-api03-CANARYENVIRONMENTKEY0001',
  token: 'ghp_CANARYENVIRONMENTTOKEN000000000002',
  address: 'canarypassword0003',
  output: 'sk-ant-api03-CANARYOUTPUT000000000004',
  artifact: 'ghp_CANARYARTIFACT000000000000000005',
  question: 'sk-ant-api03-CANARYQUESTION000000006',
  session: 'glpat-CANARYSESSION0000000007',
  answer: 'sk-ant-api03-CANARYANSWER0000000008',
  input: 'npm_CANARYINPUT0000000000000000000009',
  sent: 'sk-ant-api03-CANARYREQUEST000000010',
  plain: 'canary-of-no-known-shape-0011',
}

/** What the agent itself is given, and what it printed as it stands: for their owner, and in no answer. */
const OF_THE_AGENT = /\/run-\d+\/(?:prompt\.txt|output\.json|stderr\.log)$/

describe('W8 secrets', () => {
  let fake: FakeAgentServer
  let ids: string[]
  const answers: { what: string; response: HttpResponse }[] = []

  const ask = async (what: string, response: Promise<HttpResponse>) => {
    const answered = await response
    answers.push({ what, response: answered })
    return answered
  }

  beforeAll(async () => {
    fake = await startFakeAgentServer({
      SPECFLOW_CLAUDE_BIN: join(REPOSITORY, 'e2e/support/fixtures/leaking-agent.sh'),
      STAND_IN: FAKE_AGENT,
      ANTHROPIC_API_KEY: CANARY.key,
      GITHUB_TOKEN: CANARY.token,
      DATABASE_URL: `postgres://me:${CANARY.address}@db.example/x`,
      ANY_OTHER_SETTING: CANARY.plain,
      SPECFLOW_LOG_LEVEL: 'trace',
    })
    ids = [await completeRun(), await failRun(), await conversation()]
    await askEverything()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  async function completeRun(): Promise<string> {
    const records = join(fake.directory, 'records.jsonl')
    writeFileSync(records, `${JSON.stringify(sessionRecord())}\n`)
    const output = {
      status: 'completed',
      message: `The key is ${CANARY.output}.`,
      artifacts: [{ path: `notes-${CANARY.artifact}.md` }],
      [`extra ${CANARY.output}`]: { deep: [CANARY.artifact] },
    }
    const id = await fake.start(`transcript:${records}+output:${JSON.stringify(output)}\n${CANARY.input}`)
    await fake.server.api.untilStatus(id, 'completed')
    return id
  }

  async function failRun(): Promise<string> {
    const id = await fake.start(`output:${JSON.stringify({ status: 'error', message: CANARY.output })}`)
    await fake.server.api.untilStatus(id, 'failed')
    return id
  }

  async function conversation(): Promise<string> {
    const output = {
      status: 'needs_input',
      questions: [
        {
          question: `Is it ${CANARY.question}?`,
          header: CANARY.question,
          options: [{ label: CANARY.question }],
        },
      ],
    }
    const { id, questionSet } = await fake.startAndAsk(`output:${JSON.stringify(output)},ok`)
    const given = { [questionSet?.questions[0]?.id ?? '']: `It is ${CANARY.answer}` }
    await ask(
      'the answer',
      fake.server.api.post('/api/workflow/answer', { id, answers: given, message: CANARY.answer }),
    )
    await fake.server.api.untilStatus(id, 'completed')
    await ask(
      'the answer again',
      fake.server.api.post('/api/workflow/answer', { id, answers: given, questionSetId: questionSet?.id }),
    )
    return id
  }

  async function askEverything(): Promise<void> {
    const { api } = fake.server
    const call = (name: string, input: object) =>
      `/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`
    const ofOne = ids.flatMap((id) => [
      `/api/workflow/status?id=${id}`,
      `/api/workflow/transcript?id=${id}`,
      `/api/workflow/diff?id=${id}`,
      `/api/workflow/output?id=${id}&stream=stdout`,
      `/api/workflow/output?id=${id}&stream=stderr`,
      `/executions/${id}`,
      call('workflow.status', { id }),
      call('workflow.transcript', { id }),
    ])
    const others = [
      '/',
      '/history',
      '/health',
      '/metrics',
      `/projects/${fake.projectId}`,
      '/api/workflow/list',
      '/api/workflow/changes',
      '/api/workflow/export',
      '/api/health',
      '/api/doctor',
      call('workflow.overview', {}),
      call('project.preflight', { projectId: fake.projectId, skill: 'review' }),
      // What a caller says is told again where it is wrong, but not this.
      `/api/workflow/status?id=${CANARY.sent}`,
      `/api/projects/skills?projectId=${CANARY.sent}`,
      `/api/nothing/${CANARY.sent}`,
    ]
    for (const path of [...ofOne, ...others]) await ask(path, api.get(path))
    const { projectId } = fake
    await ask('an unknown skill', api.post('/api/workflow/start', { projectId, skill: CANARY.sent }))
    await ask(
      'an unknown key',
      api.post('/api/workflow/start', { projectId, skill: 'review', [CANARY.sent]: 1 }),
    )
    await ask('an unknown folder', api.post('/api/projects', { path: `/nowhere/${CANARY.sent}` }))
    await ask(
      'an unknown answer',
      api.post('/api/workflow/answer', { id: ids[0], answers: { [CANARY.sent]: CANARY.sent } }),
    )
    rmSync(fake.project, { recursive: true })
    await ask('a folder that is gone', api.post('/api/workflow/start', { projectId, skill: 'review' }))
    writeFileSync(join(fake.server.home, 'workflows', `${String(ids[1])}.json`), '{')
    await ask('a damaged record', api.get(`/api/workflow/status?id=${String(ids[1])}`))
  }

  it('W8 the agent was given them, so that there is something to find', () => {
    const texts = filesOf(fake.server.home)
      .filter(([name]) => OF_THE_AGENT.test(name))
      .map(([, text]) => text)
      .join('\n')
    const { plain: _plain, sent: _sent, session: _session, ...given } = CANARY

    expect(Object.values(given).filter((canary) => !texts.includes(canary))).toEqual([])
    expect(answers.find(({ what }) => what.includes('transcript'))?.response.text).toContain('remember')
  })

  it('W8 no answer has one in it, whatever was asked', () => {
    expect(answers.length).toBeGreaterThan(40)
    const leaks = answers.flatMap(({ response, what }) =>
      canariesIn(`${response.text}${JSON.stringify(response.headers)}`).map((canary) => `${what}: ${canary}`),
    )
    expect(leaks).toEqual([])
  })

  it('W8 the state has none but for what the agent is to be told and what it printed', () => {
    const leaks = filesOf(fake.server.home)
      .filter(([name]) => !OF_THE_AGENT.test(name))
      .flatMap(([name, text]) => canariesIn(withoutGiven(name, text)).map((canary) => `${name}: ${canary}`))
    expect(leaks).toEqual([])
  })

  it('W8 the log has none', () => {
    expect(fake.server.output()).toContain('execution moved')
    expect(canariesIn(fake.server.output())).toEqual([])
  })

  it('W8 no error says where the server or its state is, and none has a stack', () => {
    const errors = answers.filter(({ response }) => response.status >= 400)
    expect(new Set(errors.map(({ response }) => response.status))).toEqual(new Set([400, 404, 409, 500]))
    for (const { response, what } of errors) {
      expect(response.text, what).not.toContain(REPOSITORY)
      expect(response.text, what).not.toContain(fake.server.home)
      expect(response.text, what).not.toContain(fake.server.env.HOME)
      expect(response.text, what).not.toMatch(/\s+at .+\.(?:m?js|ts):\d+:\d+/)
    }
  })
})

function sessionRecord(): object {
  return {
    type: 'assistant',
    timestamp: new Date().toISOString(),
    message: {
      role: 'assistant',
      content: [
        { type: 'text', text: `I remember ${CANARY.session}` },
        { type: 'tool_use', id: 't', name: 'Bash', input: { command: `curl -H "x: ${CANARY.session}"` } },
      ],
    },
  }
}

function canariesIn(text: string): string[] {
  return Object.values(CANARY).filter((canary) => text.includes(canary))
}

/** Of a record all but what somebody told the agent, which it must be able to repeat. */
function withoutGiven(name: string, text: string): string {
  if (!/workflows\/[\da-f-]{36}\.json$/.test(name) || text === '{') return text
  const {
    answers,
    input: _input,
    ...rest
  } = JSON.parse(text) as { answers: { questions: object }[]; input?: string }
  return JSON.stringify([rest, answers.map(({ questions }) => questions)])
}

function filesOf(directory: string, root = directory): [name: string, text: string][] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    return entry.isDirectory()
      ? filesOf(path, root)
      : [[`/${relative(root, path)}`, readFileSync(path, 'latin1')] as [string, string]]
  })
}
