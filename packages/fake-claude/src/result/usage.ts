/** Tokens of one run, or of a session. */
export interface Usage {
  inputTokens: number
  outputTokens: number
  cacheCreationInputTokens: number
  cacheReadInputTokens: number
}

/** Stands where the real command names its model. */
export const MODEL_NAME = 'specflow-demo-agent'

/** What every run that answers claims to cost, in US dollars. Made up: no model is asked. */
export const RUN_COST_USD = 0.00606

/** What every run that answers claims to have used. Made up, like its cost. */
export const RUN_USAGE: Usage = {
  inputTokens: 1_000,
  outputTokens: 50,
  cacheCreationInputTokens: 200,
  cacheReadInputTokens: 300,
}

export const NO_USAGE: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheCreationInputTokens: 0,
  cacheReadInputTokens: 0,
}

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheCreationInputTokens: a.cacheCreationInputTokens + b.cacheCreationInputTokens,
    cacheReadInputTokens: a.cacheReadInputTokens + b.cacheReadInputTokens,
  }
}

/** Adds dollars without the digits that binary fractions leave behind. */
export function addCost(a: number, b: number): number {
  return Math.round((a + b) * 1e6) / 1e6
}

/** The `usage` of a result object and of an assistant record. */
export function usageFields(usage: Usage) {
  return {
    input_tokens: usage.inputTokens,
    cache_creation_input_tokens: usage.cacheCreationInputTokens,
    cache_read_input_tokens: usage.cacheReadInputTokens,
    output_tokens: usage.outputTokens,
    output_tokens_details: { thinking_tokens: 0 },
    server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 },
    service_tier: 'standard',
    cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
    inference_geo: '',
    iterations: [],
    speed: 'standard',
    fallback_credit: null,
  }
}

/** The `modelUsage` of a result object: over the session, and empty as long as nothing was used. */
export function modelUsageFields(usage: Usage, costUsd: number) {
  if (costUsd === 0) return {}
  return {
    [MODEL_NAME]: {
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      cacheReadInputTokens: usage.cacheReadInputTokens,
      cacheCreationInputTokens: usage.cacheCreationInputTokens,
      webSearchRequests: 0,
      costUSD: costUsd,
      contextWindow: 1_000_000,
      maxOutputTokens: 128_000,
      thinkingTokens: 0,
      cacheCreationEphemeral5mInputTokens: 0,
      cacheCreationEphemeral1hInputTokens: 0,
      canonicalModel: MODEL_NAME,
      provider: 'firstParty',
      costBasis: 'list',
    },
  }
}
