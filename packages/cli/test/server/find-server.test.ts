import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findServer } from '../../src/server/find-server.ts'
import { MACHINE, stateDirectory, type StateDirectory } from '../support/state-directory.ts'

let home: StateDirectory
beforeEach(() => {
  home = stateDirectory()
})
afterEach(() => {
  home[Symbol.dispose]()
})

const find = (environment: Record<string, string> = {}, given?: string) =>
  findServer(
    {
      environment: { SPECFLOW_HOME: home.path, ...environment },
      homeDirectory: '/nowhere',
      machine: MACHINE,
    },
    given,
  )

const DEFAULT = { url: 'http://127.0.0.1:4747', isNamed: false }

describe('which server is meant', () => {
  it('is what is given, else SPECFLOW_URL, else the running one, else the usual address', () => {
    expect(find()).toEqual(DEFAULT)
    home.own({ url: 'http://127.0.0.1:5000' })
    const found = { url: 'http://127.0.0.1:5000', isNamed: false }
    expect(find()).toMatchObject(found)
    expect(find({ SPECFLOW_URL: '' })).toMatchObject(found)
    const SPECFLOW_URL = 'http://localhost:6000'
    expect(find({ SPECFLOW_URL })).toMatchObject({ url: SPECFLOW_URL, isNamed: true })
    const given = 'http://localhost:7000'
    expect(find({ SPECFLOW_URL }, given)).toMatchObject({ url: given, isNamed: true })
  })

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"url":"http://127.0.0.1:5000"}',
    '{"url":"http://127.0.0.1:5000","pid":"7","startTime":"100","bootId":"boot","host":"here"}',
    '{"url":"nowhere","pid":7,"startTime":"100","bootId":"boot","host":"here"}',
  ])('is the usual one, without the token, where its file says %j', (text) => {
    home.ownByText(text)
    expect(find()).toEqual(DEFAULT)
  })
})

describe('the token', () => {
  it('of the state directory goes to the running server and to one of this machine that is named', () => {
    home.own({ url: 'http://127.0.0.1:5000' })
    expect(find().token).toBe('of-the-home')
    for (const url of ['http://127.0.0.1:6000', 'http://localhost:6000', 'http://[::1]:6000']) {
      expect(find({ SPECFLOW_URL: url }).token).toBe('of-the-home')
    }
  })

  it('of the state directory goes to no other machine', () => {
    for (const url of [
      'https://specflow.example',
      'http://127.0.0.1.example',
      'http://127.0.0.1@example.com',
    ]) {
      expect(find({}, url)).toEqual({ url, isNamed: true })
    }
  })

  it('goes to nobody who is only guessed, not even the one of SPECFLOW_TOKEN', () => {
    expect(find({ SPECFLOW_TOKEN: 'given' })).toEqual(DEFAULT)
  })

  it('is SPECFLOW_TOKEN where that is set, whichever server is named', () => {
    const url = 'https://specflow.example'
    expect(find({ SPECFLOW_URL: url, SPECFLOW_TOKEN: 'given' })).toMatchObject({ url, token: 'given' })
  })

  it('is none before the first start, and an error where it cannot be read', () => {
    home.own({ url: 'http://127.0.0.1:5000' })
    rmSync(join(home.path, 'token'))
    expect(find().token).toBeUndefined()
    expect(() =>
      findServer({ environment: { SPECFLOW_HOME: '/' }, homeDirectory: '/', machine: MACHINE }, undefined),
    ).not.toThrow()
  })
})
