import fc from 'fast-check'
import type { Act } from './acts.ts'
import type { Burst } from './burst.ts'
import type { Session } from './session.ts'
import { SKILL } from './world.ts'

/** What a step has to know beforehand. */
export interface Expected {
  isUp: boolean
}

type Command = fc.AsyncCommand<Expected, Session>

/** Sequences of steps for a session. */
export function arbitraryCommands(maxCommands: number) {
  return fc.commands<Expected, Session, false>(
    [
      ...Array.from({ length: 10 }, bursts),
      crashes(),
      ...Array.from({ length: 4 }, restarts),
      closes(),
      faults(),
    ],
    { maxCommands, size: '+1' },
  )
}

function bursts(): fc.Arbitrary<Command> {
  const acts = fc.oneof(
    { arbitrary: starts(), weight: 5 },
    { arbitrary: exits(), weight: 6 },
    { arbitrary: answers(), weight: 5 },
    { arbitrary: fc.record({ kind: fc.constant('cancel' as const), target: targets() }), weight: 2 },
    { arbitrary: fc.record({ kind: fc.constant('harden' as const), target: targets() }), weight: 1 },
  )
  return fc
    .tuple(fc.array(planned(acts), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([burst, isHeld]) =>
      command(`burst${isHeld ? ' held' : ''} ${JSON.stringify(burst)}`, {
        check: ({ isUp }) => isUp || burst.some(({ act }) => act.kind === 'exit'),
        run: (_expected, session) => session.burst(burst, isHeld),
      }),
    )
}

function crashes(): fc.Arbitrary<Command> {
  const crash = fc.record({
    kind: fc.constant('crash' as const),
    afterOperations: fc.nat(25),
    isBeforeClaims: fc.boolean(),
  })
  const acts = fc.oneof(
    starts(),
    exits(),
    answers(),
    fc.record({ kind: fc.constant('cancel' as const), target: targets() }),
  )
  return fc
    .tuple(
      fc.array(planned(acts), { maxLength: 2 }),
      planned(crash),
      fc.array(planned(acts), { maxLength: 2 }),
      fc.boolean(),
    )
    .map(([first, death, then, isHeld]) => {
      const burst: Burst = [...first, death, ...then]
      return command(`crash${isHeld ? ' held' : ''} ${JSON.stringify(burst)}`, {
        check: ({ isUp }) => isUp,
        run: async (expected, session) => {
          await session.burst(burst, isHeld)
          expected.isUp = false
        },
      })
    })
}

function restarts(): fc.Arbitrary<Command> {
  return fc.constant(
    command('restart', {
      check: ({ isUp }) => !isUp,
      run: async (expected, session) => {
        await session.restart()
        expected.isUp = true
      },
    }),
  )
}

function closes(): fc.Arbitrary<Command> {
  return fc.constant(
    command('close', {
      check: ({ isUp }) => isUp,
      run: async (expected, session) => {
        await session.close()
        expected.isUp = false
      },
    }),
  )
}

function faults(): fc.Arbitrary<Command> {
  return fc.noBias(fc.constantFrom(0, 0, 0.05, 0.2, 0.5)).map((rate) =>
    command(`faults ${String(rate)}`, {
      check: () => true,
      run: (_expected, session) => session.setFaultRate(rate),
    }),
  )
}

function starts(): fc.Arbitrary<Act> {
  return fc.record(
    {
      kind: fc.constant('start' as const),
      lane: oneOf({ shop: 6, mill: 4, farm: 4, nowhere: 1 }),
      skill: oneOf({ [SKILL]: 15, unknown: 1 }),
      requestId: fc.constantFrom('r1', 'r2', 'r3'),
    },
    { requiredKeys: ['kind', 'lane', 'skill'] },
  )
}

function answers(): fc.Arbitrary<Act> {
  return fc.record(
    {
      kind: fc.constant('answer' as const),
      target: targets(),
      set: oneOf({ any: 4, current: 4, earlier: 1, never: 1 }),
      isFitting: oneOf({ yes: 9, no: 1 }).map((word) => word === 'yes'),
      requestId: fc.constantFrom('a1', 'a2'),
    },
    { requiredKeys: ['kind', 'target', 'set', 'isFitting'] },
  )
}

function exits(): fc.Arbitrary<Act> {
  return fc.record({
    kind: fc.constant('exit' as const),
    target: targets(),
    how: oneOf({ completed: 2, needs_input: 7, failed: 1 }),
    session: oneOf({ own: 5, shared: 4, none: 1 }),
    spent: fc.nat(9),
    report: oneOf({ total: 4, less: 1, nothing: 1 }),
  })
}

function planned(acts: fc.Arbitrary<Act>) {
  return fc.record({ act: acts, gap: fc.oneof(fc.constant(0), fc.nat(60)) })
}

function command(text: string, { check, run }: Pick<Command, 'check' | 'run'>): Command {
  return { check, run, toString: () => text }
}

/** fast-check likes small numbers, which would mean the same few executions again and again. */
function targets(): fc.Arbitrary<number> {
  return fc.noBias(fc.nat(999))
}

/** One of the words, each as often as its number says. */
function oneOf<const Word extends string>(weights: Readonly<Record<Word, number>>): fc.Arbitrary<Word> {
  const words = (Object.entries(weights) as [Word, number][]).flatMap(([word, weight]) =>
    Array.from({ length: weight }, () => word),
  )
  return fc.noBias(fc.constantFrom(...words))
}
