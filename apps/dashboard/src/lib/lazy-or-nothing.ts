import { lazy, type ComponentType } from 'react'

/**
 * A part of the page that is loaded when it is first needed, and that can be done without: an old page, whose parts a new
 * server does not have any more, goes on without it.
 */
export function lazyOrNothing(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => {
    try {
      return { default: await load() }
    } catch {
      return { default: Nothing }
    }
  })
}

function Nothing() {
  return null
}
