import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFileCostMeters } from '../../src/cost/file-meters.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const SESSION = '4d057f83-f263-4615-8122-66e24a6e3297'
const PROJECT = '/srv/my.shop'
const FOLDER = 'projects/-srv-my-shop'
const SINCE = '2026-03-01T09:00:00.000Z'
/** Of a message with 1,000 tokens of input. */
const COST = 0.005

let config: string
beforeEach(() => {
  config = temporaryDirectory()
})

const open = (since = SINCE) =>
  createFileCostMeters({ configDirectory: config }).open({ sessionId: SESSION, projectPath: PROJECT, since })

function message(id: string, { input = 1_000, at = '2026-03-01T09:00:01.000Z' } = {}): string {
  const said = { id, model: 'claude-opus-4-5', usage: { input_tokens: input } }
  return `${JSON.stringify({ type: 'assistant', timestamp: at, message: said })}\n`
}

function write(text: string, path = `${FOLDER}/${SESSION}.jsonl`): void {
  const file = join(config, path)
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, text)
}

describe('what a run has cost so far', () => {
  it('is 0 where nothing is written yet, and grows with the file', async () => {
    const meter = open()
    expect(await meter.read()).toBe(0)
    write(message('a'))
    expect(await meter.read()).toBe(COST)
    expect(await meter.read()).toBe(COST)
    write(message('b') + message('c'))
    expect(await meter.read()).toBe(3 * COST)
  })

  it('counts a message that stands in several lines once, by its newest line', async () => {
    write(message('a', { input: 200 }) + message('a'))
    const meter = open()
    expect(await meter.read()).toBe(COST)
    write(message('a', { input: 2_000 }) + message('b'))
    expect(await meter.read()).toBe(3 * COST)
  })

  it('waits for the end of a line that is being written', async () => {
    const [head, tail] = [message('a').slice(0, 60), message('a').slice(60)]
    const meter = open()
    write(head)
    expect(await meter.read()).toBe(0)
    write(tail)
    expect(await meter.read()).toBe(COST)
  })

  it('leaves out what the session said before the run', async () => {
    write(message('old', { at: '2026-03-01T08:59:59.999Z' }) + message('new'))
    expect(await open().read()).toBe(COST)
  })

  it('counts the sub-agents of the session, also one that begins later', async () => {
    const subAgents = `${FOLDER}/${SESSION}/subagents`
    write(message('main'))
    write(message('one'), `${subAgents}/agent-a1.jsonl`)
    const meter = open()
    expect(await meter.read()).toBe(2 * COST)
    write(message('two'), `${subAgents}/agent-a2.jsonl`)
    write(message('not one'), `${subAgents}/notes.jsonl`)
    expect(await meter.read()).toBe(3 * COST)
  })

  it('reads past what is no message, and past a line that is too long to hold', async () => {
    write(`not JSON with "usage"\n{"type":"assistant"}\n`)
    write(`{"type":"user","text":"${'x'.repeat(2 * 1_024 * 1_024)}"}\n`)
    write(message('a'))
    expect(await open().read()).toBe(COST)
  })

  it('reads a long file to its end at once', async () => {
    write(Array.from({ length: 3_000 }, (_, index) => message(`m${String(index)}`)).join(''))
    expect(await open().read()).toBeCloseTo(3_000 * COST, 5)
  })

  it('counts nothing twice where the file is written anew', async () => {
    write(message('a') + message('b'))
    const meter = open()
    expect(await meter.read()).toBe(2 * COST)
    const path = join(config, FOLDER, `${SESSION}.jsonl`)
    writeFileSync(`${path}.new`, message('a'))
    renameSync(`${path}.new`, path)
    expect(await meter.read()).toBe(2 * COST)
  })

  it('follows no link', async () => {
    const secret = join(temporaryDirectory(), 'secret.jsonl')
    writeFileSync(secret, message('a'))
    mkdirSync(join(config, FOLDER), { recursive: true })
    symlinkSync(secret, join(config, FOLDER, `${SESSION}.jsonl`))
    expect(await open().read()).toBe(0)
  })

  it('is 0 for a session id that is no UUID', async () => {
    write(message('a'), 'projects/-srv-my-shop/x.jsonl')
    const meters = createFileCostMeters({ configDirectory: config })
    expect(await meters.open({ sessionId: 'x', projectPath: PROJECT, since: SINCE }).read()).toBe(0)
  })
})
