import { expect, test } from 'vitest'
import { reachableBaseUrl } from '../../src/server/reachable-base-url.ts'
import { readAllowedHosts } from '../../src/server/session/allowed-hosts.ts'

test.each([
  ['192.168.1.5:4747', 'http://192.168.1.5:4747'],
  ['localhost,127.0.0.1:4747,[::1]:4747,https://specflow.example', 'https://specflow.example'],
  ['app.localhost,0.0.0.0:4747,[::ffff:7f00:1],[fd00::1]:4747,b.example', 'http://[fd00::1]:4747'],
  ['https://specflow.example:443', 'https://specflow.example'],
  ['localhost:4747,127.8.9.1', undefined],
])('a reader elsewhere reaches %j at %j', (hosts, url) => {
  const allowed = readAllowedHosts(hosts)
  expect(allowed).toBeDefined()
  expect(reachableBaseUrl(allowed ?? [])).toBe(url)
})

test('without such a host nobody elsewhere reaches it', () => {
  expect(reachableBaseUrl([])).toBeUndefined()
})
