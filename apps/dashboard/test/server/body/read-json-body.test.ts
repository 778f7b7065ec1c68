import { describe, expect, test } from 'vitest'
import {
  MAX_BODY_BYTES,
  SlowBodyError,
  readJsonBody,
  readJsonText,
} from '../../../src/server/body/read-json-body.ts'
import { makeRequest, type RequestOptions } from '../support/requests.ts'

const post = (options: RequestOptions) => makeRequest('/api/workflow/start', { method: 'POST', ...options })

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

describe('an empty body is no body', () => {
  test.each<[string, RequestOptions]>([
    ['without a type', {}],
    ['of a form', { body: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['of JSON', { body: '', headers: { 'content-length': '0' } }],
    ['in chunks, of a form', { body: streamOf(), headers: { 'content-type': 'multipart/form-data' } }],
  ])('%s', async (_, options) => {
    await expect(readJsonBody(post(options))).resolves.toBeUndefined()
  })
})

test('the JSON is answered, with or without a byte order mark', async () => {
  await expect(readJsonBody(post({ body: '{"a":"ü"}' }))).resolves.toEqual({ a: 'ü' })
  await expect(readJsonBody(post({ body: '\ufeff{}' }))).resolves.toEqual({})
})

test.each([
  ['half an object', '{"a":'],
  ['two values', '{} {}'],
  ['white space', '  '],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
])('%s is MALFORMED_JSON', async (_, body) => {
  await expect(readJsonBody(post({ body }))).rejects.toMatchObject({ code: 'MALFORMED_JSON' })
})

test('a body of exactly the limit is read, one byte more is not', async () => {
  const ofLength = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`
  await expect(readJsonBody(post({ body: ofLength(MAX_BODY_BYTES) }))).resolves.toHaveLength(
    MAX_BODY_BYTES - 2,
  )
  await expect(readJsonBody(post({ body: ofLength(MAX_BODY_BYTES + 1) }))).rejects.toMatchObject({
    code: 'BODY_TOO_LARGE',
  })
})

test('a declared length over the limit is refused without reading a byte', async () => {
  const request = post({ body: '{}', headers: { 'content-length': String(MAX_BODY_BYTES + 1) } })
  await expect(readJsonBody(request)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  expect(request.bodyUsed).toBe(false)
})

test('an endless body is left at the limit', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536))
    },
  })
  await expect(readJsonBody(post({ body: endless }))).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  expect(sent).toBeLessThan(MAX_BODY_BYTES + 10 * 65_536)
})

test('an endless body of another type is left at its first byte', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1
      controller.enqueue(new Uint8Array(1))
    },
  })
  const request = post({ body: endless, headers: { 'content-type': 'text/plain' } })
  await expect(readJsonBody(request)).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' })
  expect(sent).toBeLessThan(10)
})

test('a body that does not come is given up', async () => {
  let isCancelled = false
  const silent = new ReadableStream<Uint8Array>({
    cancel() {
      isCancelled = true
    },
  })
  await expect(readJsonText(post({ body: silent }), 20)).rejects.toBeInstanceOf(SlowBodyError)
  expect(isCancelled).toBe(true)
})

test('a sender that goes away is no failure of the server', async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new Error('socket closed'))
    },
  })
  await expect(readJsonBody(post({ body: broken }))).rejects.toMatchObject({ code: 'MALFORMED_JSON' })
})
