import { describe, expect, it } from 'vitest'
import { listFailures } from '../lib/test-failures.mjs'

describe('listFailures', () => {
  it('names the failed tests of Vitest with their reasons, without colours', () => {
    const test = {
      status: 'failed',
      fullName: 'sum adds',
      failureMessages: ['\u001b[31mexpected 3\u001b[39m\n\nto be 4'],
    }
    const passed = { status: 'passed', fullName: 'sum is there', failureMessages: [] }
    const testResults = [{ name: 'sum.test.ts', status: 'failed', assertionResults: [passed, test] }]
    expect(listFailures({ testResults })).toEqual(['sum.test.ts: sum adds\n    expected 3\n    to be 4'])
  })

  it('names a test file that could not be loaded', () => {
    const testResults = [
      { name: 'sum.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ]
    expect(listFailures({ testResults })).toEqual(['sum.test.ts\n    no such module'])
  })

  it('shows of a long reason how it begins', () => {
    const message = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n')
    const testResults = [{ name: 'sum.test.ts', status: 'failed', message, assertionResults: [] }]
    expect(listFailures({ testResults }).join('\n').split('\n')).toHaveLength(14)
  })

  it('names failed and flaky tests of Playwright, however deep, and errors outside of tests', () => {
    const spec = (/** @type {string} */ title, /** @type {string} */ status) => ({
      file: 'page.spec.ts',
      title,
      tests: [{ status, results: [{ error: { message: `${title} broke` } }, {}] }],
    })
    const inner = { specs: [spec('opens', 'flaky'), spec('closes', 'expected')] }
    const suites = [{ specs: [spec('shows', 'unexpected')], suites: [inner] }]
    expect(listFailures({ stats: {}, suites, errors: [{ message: 'no browser' }] })).toEqual([
      'outside of the tests\n    no browser',
      'page.spec.ts: shows\n    shows broke',
      'page.spec.ts: opens\n    opens broke',
    ])
  })
})
