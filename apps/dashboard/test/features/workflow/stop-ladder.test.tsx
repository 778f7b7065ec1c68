// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { StopProgress } from '@specflow/workflow/schema'
import { StopLadder } from '../../../src/features/workflow/components/stop-ladder.tsx'
import { ServerClockProvider } from '../../../src/lib/use-server-clock.tsx'
import { createServerClock } from '../../../src/lib/server-clock.ts'

afterEach(cleanup)

const AT = '2026-01-01T00:00:00.000Z'
const TERM = { signal: 'SIGTERM', at: '2026-01-01T00:00:00.200Z' }
const KILL = { signal: 'SIGKILL', at: '2026-01-01T00:00:05.300Z' }

/** What each step says, two seconds after the request by the server's clock. */
function steps(progress: Partial<StopProgress>): Record<string, string> {
  const clock = createServerClock(() => Date.parse(AT) + 2_000)
  render(
    <ServerClockProvider clock={clock} renderedAtMs={0}>
      <StopLadder
        progress={{ reason: 'cancelled', requestedAt: AT, graceMs: 5_000, signals: [], ...progress }}
      />
    </ServerClockProvider>,
  )
  const items = within(screen.getByRole('list', { name: 'Steps of the stop' })).getAllByRole('listitem')
  return Object.fromEntries(
    items.map(({ textContent }) => {
      const [name = '', said = ''] = textContent.split(', ', 1).concat(textContent.replace(/^[^,]*, /, ''))
      return [name, said]
    }),
  )
}

it('is written down first', () => {
  expect(steps({})).toEqual({
    'Reason recorded': 'done:Cancelled by a person, 2026-01-01 00:00:00 UTC',
    SIGTERM: 'under way:Next',
    Grace: 'to come:5.0 s from then on',
    SIGKILL: 'to come:For what is left then',
    'Still alive': 'under way:Not looked for yet',
    Proof: 'to come:A last look that finds nothing; then there is a receipt',
  })
  expect(screen.getByRole('status').textContent).toContain('is asked to end next')
})

it('tells what is left of the grace by the clock of the server', () => {
  expect(steps({ signals: [TERM], alive: 3 })).toMatchObject({
    SIGTERM: 'done:Sent 200 ms after the request',
    Grace: 'under way:3.2 s of 5.0 s left',
    'Still alive': 'under way:3 processes',
  })
  expect(screen.getByRole('status').textContent).toBe('The agent was asked to end, and has 5 s for it.')
})

it('says when what did not end was killed', () => {
  expect(steps({ signals: [TERM, KILL], alive: 1 })).toMatchObject({
    Grace: 'done:5.0 s are over',
    SIGKILL: 'done:Sent 5.3 s after the request',
    'Still alive': 'under way:1 process',
  })
  expect(screen.getByRole('status').textContent).toContain('was killed')
})

it('is being proven when nothing is alive, whatever it took', () => {
  expect(steps({ alive: 0 })).toMatchObject({
    SIGTERM: 'done:None was needed',
    Grace: 'done:It has ended',
    SIGKILL: 'done:None was needed',
    'Still alive': 'done:None',
    Proof: 'under way:A last look that finds nothing; then there is a receipt',
  })
  expect(screen.getByRole('status').textContent).toContain('being proven')
})
