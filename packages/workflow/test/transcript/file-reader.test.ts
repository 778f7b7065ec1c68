import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFileTranscriptReader } from '../../src/transcript/file-reader.ts'
import { writeFiles } from '../support/files.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const SESSION = '4d057f83-f263-4615-8122-66e24a6e3297'
const PROJECT = '/srv/my.shop'
const said = (text: string) => `${JSON.stringify({ type: 'assistant', message: { content: text } })}\n`

/** A folder of the agent's with these files, and what is read of the session in it. */
function createReader(files: Record<string, string> = {}) {
  const configDirectory = temporaryDirectory()
  writeFiles(configDirectory, files)
  const reader = createFileTranscriptReader({ configDirectory })
  const texts = async (session: { sessionId?: string; agentId?: string; callId?: string } = {}) => {
    const page = await reader.read({ sessionId: SESSION, projectPath: PROJECT, ...session })
    return page?.entries.map((entry) => ('text' in entry ? entry.text : entry.kind))
  }
  return { configDirectory, texts }
}

describe('the file of a session', () => {
  test('is in whichever folder the agent keeps it', async () => {
    const { texts } = createReader({
      [`projects/-elsewhere/${SESSION}.jsonl`]: said('found'),
      'projects/-srv-my-shop/other.jsonl': said('another'),
      'projects/a-file': '',
    })
    expect(await texts()).toEqual(['found'])
  })

  test('of two is the one where the project is', async () => {
    const { texts } = createReader({
      [`projects/-a/${SESSION}.jsonl`]: said('one that was copied'),
      [`projects/-srv-my-shop/${SESSION}.jsonl`]: said('of this project'),
    })
    expect(await texts()).toEqual(['of this project'])
  })

  test('is none where the agent never ran, and where it wrote none', async () => {
    expect(await createReader().texts()).toBeUndefined()
    expect(await createReader({ projects: '' }).texts()).toBeUndefined()
    expect(await createReader({ 'projects/-a/b.jsonl': '' }).texts()).toBeUndefined()
  })

  test('of a sub-agent is beside it', async () => {
    const { texts } = createReader({
      [`projects/-a/${SESSION}.jsonl`]: said('main'),
      [`projects/-a/${SESSION}/subagents/agent-a1.jsonl`]: said('sub'),
    })
    expect(await texts({ agentId: 'a1' })).toEqual(['sub'])
    expect(await texts({ agentId: 'a2' })).toBeUndefined()
  })

  test('of a sub-agent is found by the call that started it, while nothing else tells of it', async () => {
    const below = `projects/-a/${SESSION}/subagents`
    const { texts } = createReader({
      [`${below}/agent-a0.meta.json`]: '{"toolUse',
      [`${below}/agent-a1.meta.json`]: '{"toolUseId":"toolu_1"}',
      [`${below}/agent-a1.jsonl`]: said('first'),
      [`${below}/agent-a2.meta.json`]: '{"toolUseId":"toolu_2"}',
      [`${below}/agent-a2.jsonl`]: said('second'),
      [`${below}/agent-..meta.json`]: '{"toolUseId":"toolu_3"}',
    })
    expect(await texts({ callId: 'toolu_2' })).toEqual(['second'])
    expect(await texts({ callId: 'toolu_3' })).toBeUndefined()
    expect(await texts({ callId: 'toolu_4' })).toBeUndefined()
  })

  test.each(['../secret', '..', `${SESSION}/../../secret`, '', SESSION.toUpperCase()])(
    'is never named by %j, which is no session id',
    async (sessionId) => {
      const { texts } = createReader({ 'secret.jsonl': said('x'), 'projects/-a/secret.jsonl': said('x') })
      expect(await texts({ sessionId })).toBeUndefined()
    },
  )

  test('of a sub-agent is never named by what could lead elsewhere', async () => {
    const { texts } = createReader({
      [`projects/-a/${SESSION}.jsonl`]: said('main'),
      [`projects/-a/${SESSION}/subagents/agent-x/secret.jsonl`]: said('x'),
    })
    expect(await texts({ agentId: 'x/secret' })).toBeUndefined()
    expect(await texts({ agentId: '../../../../secret' })).toBeUndefined()
  })

  test('is no link, and in no folder that is one', async () => {
    const outside = temporaryDirectory()
    writeFiles(outside, {
      [`${SESSION}.jsonl`]: said('outside'),
      'subagents/agent-a1.jsonl': said('outside'),
    })
    const { configDirectory, texts } = createReader({ 'projects/-a/note': '' })
    const at = (path: string) => join(configDirectory, 'projects', path)
    symlinkSync(outside, at('-linked'))
    symlinkSync(join(outside, `${SESSION}.jsonl`), at(`-a/${SESSION}.jsonl`))
    symlinkSync(outside, at(`-a/${SESSION}`))
    expect(await texts()).toBeUndefined()
    expect(await texts({ agentId: 'a1' })).toBeUndefined()

    mkdirSync(at(`-b/${SESSION}`), { recursive: true })
    symlinkSync(join(outside, 'subagents'), at(`-b/${SESSION}/subagents`))
    expect(await texts({ agentId: 'a1' })).toBeUndefined()
  })

  test('is no pipe, which would be waited for, and no folder', async () => {
    const { configDirectory, texts } = createReader({ 'projects/-a/note': '' })
    mkdirSync(join(configDirectory, `projects/-b/${SESSION}.jsonl`), { recursive: true })
    execFileSync('mkfifo', [join(configDirectory, `projects/-a/${SESSION}.jsonl`)])
    expect(await texts()).toBeUndefined()
  })

  test('is looked for where the whole folder of the agent is a link, as some people have it', async () => {
    const { configDirectory } = createReader({
      [`projects/-a/${SESSION}/subagents/agent-a1.jsonl`]: said('sub'),
    })
    writeFileSync(join(configDirectory, `projects/-a/${SESSION}.jsonl`), said('main'))
    const linked = join(temporaryDirectory(), 'claude')
    symlinkSync(configDirectory, linked)
    const reader = createFileTranscriptReader({ configDirectory: linked })
    const session = { sessionId: SESSION, projectPath: PROJECT }
    expect((await reader.read(session))?.entries).toHaveLength(1)
    expect((await reader.read({ ...session, agentId: 'a1' }))?.entries).toHaveLength(1)
  })
})
