import { expect, test } from 'vitest'
import { readAllowedHosts } from '../../src/server/allowed-hosts.ts'
import { reachableBaseUrl } from '../../src/server/reachable-base-url.ts'
import { readSettings } from '../../src/server/settings.ts'

test.each([
  ['specflow.example', [{ host: 'specflow.example' }]],
  ['http://Box:80', [{ scheme: 'http', host: 'box', port: 80 }]],
  ['HTTPS://specflow.example', [{ scheme: 'https', host: 'specflow.example' }]],
  ['192.168.1.5:4747', [{ host: '192.168.1.5', port: 4747 }]],
  [
    '[fd00::1]:4747, https://[::1]',
    [
      { host: '[fd00::1]', port: 4747 },
      { scheme: 'https', host: '[::1]' },
    ],
  ],
  ['a.example,,b.example,', [{ host: 'a.example' }, { host: 'b.example' }]],
])('%j is a list of hosts', (text, hosts) => {
  expect(readAllowedHosts(text)).toEqual(hosts)
})

test.each([
  '*',
  '*.example',
  'ftp://a.example',
  'http://a.example/',
  'a.example/path',
  'user@a.example',
  'a.example:0',
  'a.example:65536',
  'a.example:',
  'fd00::1',
  '[fd00::1',
  '[1.2.3.4]',
  '1.2.3',
  '256.1.1.1',
  '-a.example',
  'a..example',
  'a b',
  ',',
  'good.example,bad_name',
])('%j stops the start by name, value and what is allowed', (value) => {
  expect(() => readSettings({ SPECFLOW_ALLOWED_HOSTS: value }, '/home/ada')).toThrow(
    `SPECFLOW_ALLOWED_HOSTS is ${JSON.stringify(value)}; allowed is a list with commas of host or host:port`,
  )
})

test.each([
  ['192.168.1.5:4747', 'http://192.168.1.5:4747'],
  ['localhost,127.0.0.1:4747,[::1]:4747,https://specflow.example', 'https://specflow.example'],
  ['app.localhost,0.0.0.0:4747,[::ffff:127.0.0.1],[fd00::1]:4747,b.example', 'http://[fd00::1]:4747'],
  ['https://specflow.example:443', 'https://specflow.example'],
  ['localhost:4747,127.8.9.1', undefined],
])('a reader elsewhere reaches %j at %j', (hosts, url) => {
  expect(reachableBaseUrl(readAllowedHosts(hosts) ?? [])).toBe(url)
})

test('without such a host nobody elsewhere reaches it', () => {
  expect(reachableBaseUrl([])).toBeUndefined()
})
