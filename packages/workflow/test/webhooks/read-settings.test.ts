import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWebhookSettings } from '../../src/webhooks/read-settings.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const URL_TEXT = 'https://hooks.example/specflow?key=hidden'

function readGiven(given: unknown, mode = 0o600) {
  const home = temporaryDirectory()
  const path = join(home, 'webhooks.json')
  writeFileSync(path, typeof given === 'string' ? given : JSON.stringify(given))
  chmodSync(path, mode)
  return readWebhookSettings(home)
}

const readWebhook = (webhook: object) => readGiven({ webhooks: [webhook] })

describe('webhooks.json', () => {
  it('that is not there means no webhooks', () => {
    expect(readWebhookSettings(temporaryDirectory())).toEqual({ webhooks: [], answerLinkMs: 86_400_000 })
  })

  it('is read with its defaults, and names a webhook without what its address hides', () => {
    const { answerLinkMs, webhooks } = readGiven({
      webhooks: [
        { url: URL_TEXT, secret: SECRET },
        { url: 'https://ntfy.sh/topic', preset: 'ntfy', events: ['failed'] },
      ],
      answerLinkHours: 2,
    })
    expect(answerLinkMs).toBe(7_200_000)
    expect(webhooks).toMatchObject([
      {
        name: 'webhooks[0] (https://hooks.example)',
        preset: 'json',
        events: ['waiting_for_input', 'completed', 'failed', 'cancelled'],
        secret: Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64'),
      },
      { name: 'webhooks[1] (https://ntfy.sh)', preset: 'ntfy', events: ['failed'] },
    ])
    expect(webhooks[1]).not.toHaveProperty('secret')
  })

  it.each([0o640, 0o604, 0o644, 0o700])('that has the mode %o is refused with the remedy', (mode) => {
    expect(() => readGiven({ webhooks: [] }, mode)).toThrow(/webhooks\.json.*allowed is 0600.*chmod 600/s)
  })

  it('that is a link is refused', () => {
    const home = temporaryDirectory()
    writeFileSync(join(home, 'elsewhere'), '{}', { mode: 0o600 })
    symlinkSync(join(home, 'elsewhere'), join(home, 'webhooks.json'))
    expect(() => readWebhookSettings(home)).toThrow(/symbolic link/)
  })

  it('that is no JSON is refused without a word of what is in it', () => {
    expect(() => readGiven(`{"secret": ${SECRET}`)).toThrow(/It is not JSON/)
    expect(() => readGiven(`{"secret": ${SECRET}`)).not.toThrow(/MfKQ/)
  })

  it.each<[string, object, RegExp]>([
    ['an unknown key', { url: URL_TEXT, secret: SECRET, uri: 'x' }, /webhooks\[0\].*"uri"/],
    ['no address', { secret: SECRET }, /webhooks\[0\]\.url/],
    ['what is no address', { url: 'hooks', secret: SECRET }, /webhooks\[0\]\.url: is no address/],
    [
      'another scheme',
      { url: 'file:///etc/passwd', secret: SECRET },
      /begins with file:; allowed are https: and/,
    ],
    ['http on the open network', { url: 'http://hooks.example/', secret: SECRET }, /use https:/],
    ['http to a public address', { url: 'http://8.8.8.8/', secret: SECRET }, /use https:/],
    ['a password', { url: 'https://a:hunter2@hooks.example/', secret: SECRET }, /user name or a password/],
    ['no secret', { url: URL_TEXT }, /webhooks\[0\]\.secret: is missing.*openssl rand/],
    ['a short secret', { url: URL_TEXT, secret: 'whsec_c2hvcnQ=' }, /24 to 64 random bytes/],
    ['a secret without its prefix', { url: URL_TEXT, secret: SECRET.slice(6) }, /"whsec_"/],
    [
      'an unknown event',
      { url: URL_TEXT, secret: SECRET, events: ['done'] },
      /events\[0\]: is "done"; allowed is waiting_for_input, /,
    ],
    ['no event', { url: URL_TEXT, secret: SECRET, events: [] }, /events: is empty/],
    [
      'an unknown preset',
      { url: URL_TEXT, secret: SECRET, preset: 'irc' },
      /preset: is "irc"; allowed is json, ntfy, slack/,
    ],
    ['ntfy without a topic', { url: 'https://ntfy.sh/', preset: 'ntfy' }, /does not end in a topic/],
  ])('with %s is refused, and says where and what is allowed', (_what, webhook, words) => {
    expect(() => readWebhook(webhook)).toThrow(words)
    expect(() => readWebhook(webhook)).not.toThrow(/MfKQ|hunter2|hidden/)
  })

  it.each([0, 169, 1.5, '24'])('with links for %j hours is refused', (answerLinkHours) => {
    expect(() => readGiven({ answerLinkHours })).toThrow(
      /answerLinkHours: is .*; allowed is a whole number from 1 to 168/,
    )
  })

  it('with one address twice is refused', () => {
    const webhook = { url: URL_TEXT, secret: SECRET }
    expect(() => readGiven({ webhooks: [webhook, webhook] })).toThrow(
      /webhooks\[1\]\.url is that of webhooks\[0\]/,
    )
  })

  it.each([
    'http://127.0.0.1:9/x',
    'http://localhost/x',
    'http://[::1]/x',
    'http://10.1.2.3/x',
    'http://172.31.0.1/x',
    'http://192.168.0.9/x',
    'http://100.64.0.1/x',
    'http://[fd00::1]/x',
    'http://ntfy/x',
    'http://printer.local/x',
  ])('may name %s, which stays near', (url) => {
    expect(readWebhook({ url, secret: SECRET }).webhooks).toHaveLength(1)
  })
})
