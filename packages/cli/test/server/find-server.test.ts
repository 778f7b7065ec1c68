import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findServer } from '../../src/server/find-server.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'specflowctl-'))
  writeFileSync(join(home, 'token'), 'of-the-home\n')
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

const find = (environment: Record<string, string> = {}, given?: string) =>
  findServer({ environment: { SPECFLOW_HOME: home, ...environment }, homeDirectory: '/nowhere' }, given)
const owned = (text: string) => {
  writeFileSync(join(home, 'owner.json'), text)
}

describe('which server is meant', () => {
  it('is what is given, else SPECFLOW_URL, else the running one, else the usual address', () => {
    expect(find().url).toBe('http://127.0.0.1:4747')
    owned('{"pid":1,"url":"http://127.0.0.1:5000"}')
    expect(find().url).toBe('http://127.0.0.1:5000')
    expect(find({ SPECFLOW_URL: '' }).url).toBe('http://127.0.0.1:5000')
    expect(find({ SPECFLOW_URL: 'http://localhost:6000' }).url).toBe('http://localhost:6000')
    expect(find({ SPECFLOW_URL: 'http://localhost:6000' }, 'http://localhost:7000').url).toBe(
      'http://localhost:7000',
    )
  })

  it.each(['', '{', '[]', '{"url":5}', 'null'])('is the usual one where its file says %j', (text) => {
    owned(text)
    expect(find().url).toBe('http://127.0.0.1:4747')
  })
})

describe('the token', () => {
  it('of the state directory goes to the running server and to one of this machine that is named', () => {
    owned('{"url":"http://127.0.0.1:5000"}')
    expect(find().token).toBe('of-the-home')
    for (const url of ['http://127.0.0.1:6000', 'http://localhost:6000', 'http://[::1]:6000']) {
      expect(find({ SPECFLOW_URL: url }).token).toBe('of-the-home')
    }
  })

  it('of the state directory goes to no other machine, and to nobody who is only guessed', () => {
    expect(find()).toEqual({ url: 'http://127.0.0.1:4747' })
    for (const url of [
      'https://specflow.example',
      'http://127.0.0.1.example',
      'http://127.0.0.1@example.com',
    ]) {
      expect(find({}, url)).toEqual({ url })
    }
  })

  it('is SPECFLOW_TOKEN where that is set, whatever the server', () => {
    const url = 'https://specflow.example'
    expect(find({ SPECFLOW_URL: url, SPECFLOW_TOKEN: 'given' })).toEqual({ url, token: 'given' })
  })

  it('is none before the first start, and an error where it cannot be read', () => {
    owned('{"url":"http://127.0.0.1:5000"}')
    rmSync(join(home, 'token'))
    expect(find()).toEqual({ url: 'http://127.0.0.1:5000' })
    expect(() =>
      findServer({ environment: { SPECFLOW_HOME: '/' }, homeDirectory: '/' }, undefined),
    ).not.toThrow()
  })
})
