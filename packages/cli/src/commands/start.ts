import { CommandFailure } from '../command-failure.ts'
import { EXIT } from '../exit-codes.ts'
import type { World } from '../world.ts'

/** Becomes the server, as `npm start` does. */
export async function start({ repository }: World): Promise<void> {
  if (!repository) {
    throw new CommandFailure(
      'This specflowctl was installed without the server. Start it in the folder of SpecFlow: npm start',
      EXIT.usage,
    )
  }
  await repository.startServer()
}
