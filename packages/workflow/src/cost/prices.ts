/** US dollars for a million tokens. */
export interface Price {
  input: number
  output: number
  /** Written into the cache for five minutes, and for an hour. */
  cacheWrite: number
  cacheWriteHour: number
  cacheRead: number
}

/**
 * List prices by model, as https://platform.claude.com/docs/en/about-claude/pricing had them in October 2026: without discounts,
 * surcharges and other ways of billing. They are data; a price that changes is changed here.
 */
export const PRICES: Readonly<Record<string, Price>> = {
  'claude-fable-5-1': price(10, 50, 0.25),
  'claude-mythos-5-1': price(10, 50, 0.25),
  'claude-fable-5': price(10, 50, 1),
  'claude-mythos-5': price(10, 50, 1),
  'claude-opus-5-5': price(4, 20, 0.2),
  'claude-opus-5': price(5, 25, 0.5),
  'claude-opus-4-8': price(5, 25, 0.5),
  'claude-opus-4-7': price(5, 25, 0.5),
  'claude-opus-4-6': price(5, 25, 0.5),
  'claude-opus-4-5': price(5, 25, 0.5),
  'claude-opus-4-1': price(15, 75, 1.5),
  'claude-opus-4': price(15, 75, 1.5),
  'claude-sonnet-5-5': price(2, 10, 0.1),
  'claude-sonnet-5': price(2, 10, 0.2),
  'claude-sonnet-4-6': price(3, 15, 0.3),
  'claude-sonnet-4-5': price(3, 15, 0.3),
  'claude-sonnet-4': price(3, 15, 0.3),
  // Of two prices the one for prompts above 100,000 tokens.
  'claude-haiku-5-5': price(0.5, 2.5, 0.05),
  'claude-haiku-4-5': price(1, 5, 0.1),
}

/** For a model that is not in the table: a limit had better stop too early than too late. */
export const HIGHEST_PRICE: Price = highest(Object.values(PRICES))

/** What the model costs, whatever date or place stands beside its name. */
export function priceOf(model: string | undefined): Price {
  const name = MODEL_NAME.exec(model ?? '')?.[1] ?? ''
  return (Object.hasOwn(PRICES, name) ? PRICES[name] : undefined) ?? HIGHEST_PRICE
}

const MODEL_NAME =
  /(?:^|[./])(claude-[a-z]+-\d{1,2}(?:-\d{1,2})?)(?:[-@]\d{8})?(?:-v\d+(?::\d+)?)?(?:\[1m\])?$/

/** Writing into the cache costs a quarter more than reading anew, and twice as much where it stays for an hour. */
function price(input: number, output: number, cacheRead: number): Price {
  return { input, output, cacheRead, cacheWrite: 1.25 * input, cacheWriteHour: 2 * input }
}

function highest(prices: readonly Price[]): Price {
  const most = (key: keyof Price) => Math.max(...prices.map((one) => one[key]))
  return {
    input: most('input'),
    output: most('output'),
    cacheWrite: most('cacheWrite'),
    cacheWriteHour: most('cacheWriteHour'),
    cacheRead: most('cacheRead'),
  }
}
