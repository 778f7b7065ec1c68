import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

/** What a command line or a shell could take for something of its own. */
const ODD_TEXTS = [
  '--help',
  '-p',
  '/clear',
  '$(touch owned)',
  "'; touch owned; '",
  'one\n--resume two',
  '../..',
]

const ODD_NAMES = [
  '-x',
  '--help',
  '/review',
  're/view',
  '../review',
  're\nview',
  're\0view',
  're view',
  '',
  ':review',
]

describe('what a person writes', () => {
  let fake: FakeAgentServer
  let argv: readonly string[]
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_RUNS_PER_PROJECT: '4' })
    argv = await argvOf(await startWith('plain'))
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const startWith = (input?: string) =>
    fake.server.api.start({
      projectId: fake.projectId,
      skill: 'review',
      ...(input !== undefined && { input }),
    })
  const post = (path: string, body: unknown) => fake.server.api.post(path, body)

  async function argvOf(id: string): Promise<readonly string[]> {
    await fake.server.api.untilStatus(id, 'completed')
    return ofKind(fake.log(id), 'start')[0]?.argv ?? []
  }

  it.each(ODD_NAMES)('P6 the skill name %j is refused', async (skill) => {
    const response = await post('/api/workflow/start', { projectId: fake.projectId, skill })

    expect(response).toMatchObject({ status: 400, json: { error: { code: 'INVALID_INPUT' } } })
  })

  it('P6 a NUL is refused wherever it stands', async () => {
    const { id, questionSet } = await fake.startAndAsk('needs_input')
    const { projectId } = fake
    const refused = [
      await post('/api/workflow/start', { projectId, skill: 'review', input: 'a\0b' }),
      await post('/api/workflow/answer', { id, answers: { q1: 'a\0b' } }),
      await post('/api/workflow/answer', { id, answers: { q1: 'x' }, message: '\0' }),
      await post('/api/workflow/answer', { id, answers: { 'q1\0': 'x' } }),
    ]

    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    expect((await fake.server.api.status(id)).questionSet).toEqual(questionSet)
    await fake.server.api.cancel(id)
  })

  it.each(ODD_TEXTS)('P6 the input %j is in the prompt and in no argument', async (input) => {
    const id = await startWith(input)

    expect(await argvOf(id)).toEqual(argv)
    expect(ofKind(fake.log(id), 'stdin')[0]).toMatchObject(digestOf(`/review ${input}`))
  })

  it('P6 an answer is in the prompt and in no argument, however it begins', async () => {
    const { id, sessionId } = await fake.startAndAsk(`multi_round:${String(ODD_TEXTS.length)}`)
    for (const [round, text] of ODD_TEXTS.entries()) {
      await fake.server.api.answer(id, { q1: text }, text)
      const isLast = round === ODD_TEXTS.length - 1
      await fake.server.api.untilStatus(id, isLast ? 'completed' : 'waiting_for_input')
    }

    const starts = ofKind(fake.log(id), 'start')
    expect(starts).toHaveLength(ODD_TEXTS.length + 1)
    for (const { argv: resumed } of starts.slice(1)) {
      expect(resumed).toEqual(['-p', '--resume', sessionId, ...argv.slice(1)])
    }
  })

  it('P5 the largest input there may be is in no argument either, and arrives whole', async () => {
    const input = 'ü'.repeat(500_000)
    const id = await startWith(input)

    expect(await argvOf(id)).toEqual(argv)
    expect(Math.max(...argv.map((argument) => Buffer.byteLength(argument)))).toBeLessThan(65_536)
    expect(ofKind(fake.log(id), 'stdin')[0]).toMatchObject(digestOf(`/review ${input}`))
  })

  it.each([undefined, '', ' \n\t '])(
    'P10 without a word of input (%j) the prompt still names the skill',
    async (input) => {
      const id = await startWith(input)

      expect(await argvOf(id)).toEqual(argv)
      expect(ofKind(fake.log(id), 'stdin')[0]).toMatchObject(digestOf('/review'))
    },
  )

  it('P10 an empty prompt is refused, and no agent is started with it', async () => {
    const folder = join(fake.project, '.claude/skills/silent')
    await mkdir(folder, { recursive: true })
    await writeFile(
      join(folder, 'SKILL.md'),
      '---\nname: silent\ndescription: Says nothing.\ncontext: fork\n---\n\n',
    )
    const id = await fake.server.api.start({ projectId: fake.projectId, skill: 'silent' })

    const execution = await fake.server.api.untilStatus(id, 'failed')

    expect(execution.error?.message).toContain('The skill "silent" has no text and was given no input.')
    expect(fake.log(id)).toEqual([])
  })

  it('P9 an agent that exits before it has read a megabyte is no trouble, and its result counts', async () => {
    await using deaf = await startFakeAgentServer({ FAKE_CLAUDE_MODE: 'exit_before_read' })
    const { api } = deaf.server
    const input = 'ü'.repeat(500_000)
    const id = await api.start({ projectId: deaf.projectId, skill: 'review', input })

    const execution = await api.untilStatus(id, 'completed')

    expect(execution.runs).toMatchObject([{ exitCode: 0 }])
    expect(ofKind(deaf.log(id), 'stdin')).toEqual([])
    expect((await api.get('/api/health')).json).toMatchObject({ ok: true, pid: deaf.server.pid })
  })
})

function digestOf(prompt: string): { bytes: number; sha256: string } {
  return { bytes: Buffer.byteLength(prompt), sha256: createHash('sha256').update(prompt).digest('hex') }
}
