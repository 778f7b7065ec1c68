import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryDirectory extends AsyncDisposable {
  /** Absolute, without symbolic links. */
  readonly path: string
}

/** A directory that is gone with the scope that made it. */
export async function temporaryDirectory(name = 'specflow-e2e-'): Promise<TemporaryDirectory> {
  const path = await realpath(await mkdtemp(join(tmpdir(), name)))
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Gives a resource its directory, which goes with it; at once when the resource cannot be made. */
export async function withTemporaryDirectory<T extends AsyncDisposable>(
  create: (path: string) => Promise<T>,
): Promise<T> {
  const directory = await temporaryDirectory()
  try {
    const resource = await create(directory.path)
    const dispose = async () => {
      await resource[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    }
    return { ...resource, [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await directory[Symbol.asyncDispose]()
    throw error
  }
}
