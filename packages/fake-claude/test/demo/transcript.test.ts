import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { resultOf } from '../support/results.ts'
import { createWorkspace } from '../support/workspace.ts'

interface TranscriptLine {
  type: string
  isSidechain?: boolean
  message?: {
    content: string | { type: string; name?: string; text?: string; id?: string; tool_use_id?: string }[]
  }
  toolUseResult?: { agentId?: string }
}

function readLines(path: string): TranscriptLine[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TranscriptLine)
}

function blocksOf(lines: readonly TranscriptLine[]) {
  return lines.flatMap(({ message }) => (typeof message?.content === 'object' ? message.content : []))
}

/** The folder of the one project, and the lines of the one session in it. */
function sessionOf(configDirectory: string) {
  const projects = join(configDirectory, 'projects')
  const folder = join(projects, readdirSync(projects)[0] ?? '')
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  return { folder, path: join(folder, file), lines: () => readLines(join(folder, file)) }
}

describe('the transcript of the demo skills', () => {
  test('of demo-complete has words, tools with their results, a plan, and says at once that no model was asked', async () => {
    const { run, configDirectory } = createWorkspace()
    await run({ prompt: '/demo-complete' })
    const { lines } = sessionOf(configDirectory)
    const blocks = blocksOf(lines())
    const called = blocks.filter(({ type }) => type === 'tool_use')
    expect(called.map(({ name }) => name)).toEqual([
      'TodoWrite',
      'Bash',
      'TodoWrite',
      'Agent',
      'TodoWrite',
      'Write',
      'TodoWrite',
      'StructuredOutput',
    ])
    const answered = blocks.filter(({ type }) => type === 'tool_result').map(({ tool_use_id: id }) => id)
    expect(new Set(answered)).toEqual(new Set(called.map(({ id }) => id)))
    expect(blocks.find(({ type }) => type === 'text')?.text).toMatch(/^Demo agent, no model was asked:/)
  })

  test('of its sub-agent stands in a file of its own, named by the result and by the call', async () => {
    const { run, configDirectory } = createWorkspace()
    const { session_id } = resultOf(await run({ prompt: '/demo-complete' }))
    const { folder, lines } = sessionOf(configDirectory)
    const agentId = lines().find(({ toolUseResult }) => toolUseResult?.agentId !== undefined)?.toolUseResult
      ?.agentId
    const below = join(folder, session_id, 'subagents')
    const agent = readLines(join(below, `agent-${agentId ?? ''}.jsonl`))
    expect(agent.every(({ isSidechain }) => isSidechain)).toBe(true)
    expect(blocksOf(agent).map(({ type }) => type)).toEqual(['tool_use', 'tool_result', 'text'])
    const described = JSON.parse(
      readFileSync(join(below, `agent-${agentId ?? ''}.meta.json`), 'utf8'),
    ) as object
    const call = blocksOf(lines()).find(({ name }) => name === 'Agent')
    expect(described).toMatchObject({ toolUseId: call?.id })
  })

  test('of demo-long grows while it works', async () => {
    const { start, configDirectory } = createWorkspace()
    const { child, ended } = start({ prompt: '/demo-long', environment: { FAKE_CLAUDE_WORK_MS: '600000' } })
    const texts = () =>
      blocksOf(sessionOf(configDirectory).lines()).filter(({ type }) => type === 'text').length
    await vi.waitFor(
      () => {
        expect(texts()).toBeGreaterThan(2)
      },
      { timeout: 20_000, interval: 100 },
    )
    child.kill('SIGTERM')
    await ended
  })

  test('has what a mode puts into it, whatever it is', async () => {
    const { run, root, configDirectory } = createWorkspace()
    const file = join(root, 'lines.jsonl')
    const bytes = Buffer.from('{"type":"assistant"}\nno json\n\u0000\n')
    writeFileSync(file, bytes)
    await run({ mode: `transcript:${file}+ok` })
    expect(readFileSync(sessionOf(configDirectory).path).includes(bytes)).toBe(true)
  })
})
