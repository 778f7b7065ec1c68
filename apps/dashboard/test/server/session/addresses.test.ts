import { expect, test } from 'vitest'
import { addressesOf, originOf, signInUrls } from '../../../src/server/session/addresses.ts'
import { readAllowedHosts } from '../../../src/server/session/allowed-hosts.ts'

test('a wildcard is reached by the loopback address, and a version 6 address stands in brackets', () => {
  expect(originOf('0.0.0.0', 4747)).toBe('http://127.0.0.1:4747')
  expect(originOf('::', 80)).toBe('http://127.0.0.1:80')
  expect(originOf('::1', 4747)).toBe('http://[::1]:4747')
  expect(originOf('192.168.1.2', 4747)).toBe('http://192.168.1.2:4747')
})

test('what was named is let in beside the loopback names, by the scheme that was named', () => {
  const allowed = readAllowedHosts('BOX.lan:4747,https://agents.example.com,http://[fd00::1]:8080') ?? []
  const { hosts, origins } = addressesOf('0.0.0.0', 4747, allowed)
  expect(hosts).toEqual([
    '127.0.0.1:4747',
    'localhost:4747',
    '[::1]:4747',
    'box.lan:4747',
    'agents.example.com',
    '[fd00::1]:8080',
  ])
  expect(origins.slice(3)).toEqual([
    'http://box.lan:4747',
    'https://box.lan:4747',
    'https://agents.example.com',
    'http://[fd00::1]:8080',
  ])
})

test('an address of its own is let in by itself', () => {
  expect(addressesOf('192.168.1.2', 4747, []).hosts).toContain('192.168.1.2:4747')
})

test.each([
  ['https://agents.example.com:443', { host: 'agents.example.com', scheme: 'https' }],
  ['http://box:80', { host: 'box', scheme: 'http' }],
  ['box:8443', { host: 'box:8443' }],
])('%s is read as a browser writes it', (text, wanted) => {
  expect(readAllowedHosts(text)).toEqual([wanted])
})

test.each([
  '',
  '*',
  '*.example.com',
  'a b',
  'a/b',
  'a?b',
  'ada@box',
  'box:',
  'box:99999',
  'ftp://box',
  'http://',
  'a,,b',
  '127.1',
  '0x7f.1',
])('%j is no list of hosts', (text) => {
  expect(readAllowedHosts(text)).toBeUndefined()
})

test('a link is given by every address, the local one first', () => {
  const allowed = readAllowedHosts('box:4747,https://agents.example.com') ?? []
  expect(signInUrls('0.0.0.0', 4747, { allowed, code: 'c' })).toEqual([
    'http://127.0.0.1:4747/#code=c',
    'http://box:4747/#code=c',
    'https://agents.example.com/#code=c',
  ])
})
