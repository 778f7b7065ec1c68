import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { diskOf, type DiskOptions } from '../files/disk.ts'
import { createFile, replaceFile } from '../files/durable-file.ts'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { storageError } from '../files/storage-error.ts'
import { removeStaleTemporaries } from '../files/temporary-file.ts'
import { deliverySchema, type Delivery } from './port.ts'

const DELIVERY_FILE = /^msg_[0-9a-f]{32}_(?:q\d{1,9}|end)\.[0-9a-f]{16}\.json$/
export const FAILED_FOLDER = 'failed'

export interface OutboxOptions extends DiskOptions {
  /** Holds a file for each delivery that is owed. Made if missing (0700). */
  directory: string
  /** Asked before every write; rejects when another server owns the state directory by now. */
  assertOwned: () => Promise<void>
}

/**
 * What is owed to receivers, a file each. Errors: `STORAGE_FULL`, `STORAGE_UNWRITABLE`.
 */
export interface Outbox {
  /** What an earlier server left; a file that is no delivery is left where it is, and named among the `strangers`. */
  load(): { deliveries: Delivery[]; strangers: string[] }
  /** On disk when it resolves. Where this event is owed to this webhook already, that is answered, and nothing is written. */
  put(delivery: Delivery): Promise<Delivery>
  /** Writes what an attempt changed. */
  replace(delivery: Delivery): Promise<void>
  /** It has been taken. */
  remove(delivery: Delivery): Promise<void>
  /** Gives it up: it goes to the folder `failed`, without its answer link, and begins anew if somebody puts it back. */
  giveUp(delivery: Delivery, reason: string): Promise<void>
  countFailed(): number
}

export function openOutbox(options: OutboxOptions): Outbox {
  const { assertOwned } = options
  const directory = ensurePrivateDirectory(options.directory)
  const failedDirectory = ensurePrivateDirectory(join(directory, FAILED_FOLDER))
  removeStaleTemporaries(directory)
  removeStaleTemporaries(failedDirectory)
  const disk = diskOf(options)
  const pathOf = (delivery: Delivery) => join(directory, nameOf(delivery))

  const remove = async (delivery: Delivery) => {
    await assertOwned()
    try {
      await disk.remove(pathOf(delivery))
    } catch (error) {
      throw storageError(error, pathOf(delivery))
    }
  }

  return {
    load() {
      const names = readdirSync(directory).filter((name) => DELIVERY_FILE.test(name))
      const read = names.map((name) => ({ name, delivery: readDelivery(join(directory, name), name) }))
      return {
        deliveries: read.flatMap(({ delivery }) => delivery ?? []),
        strangers: read.filter(({ delivery }) => !delivery).map(({ name }) => name),
      }
    },

    async put(delivery) {
      await assertOwned()
      if (await createFile(pathOf(delivery), encode(delivery), options)) return delivery
      const owed = readDelivery(pathOf(delivery), nameOf(delivery))
      if (owed) return owed
      await replaceFile(pathOf(delivery), encode(delivery), options)
      return delivery
    },

    async replace(delivery) {
      await assertOwned()
      await replaceFile(pathOf(delivery), encode(delivery), options)
    },

    remove,

    async giveUp(delivery, reason) {
      await assertOwned()
      const { answerUrl: _spent, ...payload } = delivery.payload
      const text = encode({ ...delivery, payload, attempts: 0, reason })
      await replaceFile(join(failedDirectory, nameOf(delivery)), text, options)
      await remove(delivery)
    },

    countFailed: () => readdirSync(failedDirectory).filter((name) => DELIVERY_FILE.test(name)).length,
  }
}

function nameOf({ payload, webhook }: Delivery): string {
  return `${payload.id}.${webhook}.json`
}

function encode(delivery: Delivery): string {
  return `${JSON.stringify(delivery, null, 2)}\n`
}

/** A name decides nothing but where a file lies: what is in it must say the same. */
function readDelivery(path: string, name: string): Delivery | undefined {
  try {
    const delivery = deliverySchema.parse(JSON.parse(readRegularFile(path) ?? ''))
    return nameOf(delivery) === name ? delivery : undefined
  } catch {
    return undefined
  }
}
