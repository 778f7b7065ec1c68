import type { IdentityProbe, OwnerIdentity } from '../../src/state-directory/owner-record.ts'

/** A machine whose processes live and die as the test says. */
export interface FakeMachine {
  /** A new process, which sees the others. */
  boot(): IdentityProbe & { die(): void }
}

export function fakeMachine(): FakeMachine {
  const alive = new Set<string>()
  let count = 0
  return {
    boot() {
      count += 1
      const identity = { pid: 1_000 + count, startTime: String(count), bootId: 'this-boot' }
      alive.add(nameOf(identity))
      return {
        self: () => identity,
        isAlive: (other) => alive.has(nameOf(other)),
        die: () => {
          alive.delete(nameOf(identity))
        },
      }
    },
  }
}

function nameOf({ bootId, pid, startTime }: OwnerIdentity): string {
  return `${bootId}/${String(pid)}/${startTime}`
}
