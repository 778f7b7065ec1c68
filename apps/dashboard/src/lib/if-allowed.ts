/** What comes of using the browser's storage; `undefined` where it forbids that, is full, or holds something else. */
export function ifAllowed<Value>(action: () => Value): Value | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
