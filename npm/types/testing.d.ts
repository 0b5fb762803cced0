/** An account as the player has it: what the status endpoint answers, and how it behaves. */
export interface PlayedAccount {
  status?: string;
  provider?: string | null;
  accountId?: string | null;
  capabilities?: {
    chargesEnabled?: boolean | null;
    payoutsEnabled?: boolean | null;
    detailsSubmitted?: boolean | null;
    currentlyDue?: string[];
    pastDue?: string[];
    disabledReason?: string | null;
  } | null;
  settings?: {
    /** How long Stripe verifies what was handed in. */
    pendingMs?: number;
    secretLifetimeMs?: number;
    outcome?: "Active" | "Restricted" | "Rejected";
    refusal?: "Forbidden" | "NotFound" | "Conflict" | "ProviderError" | null;
    /** The bearer token without which it is a 401; `*` takes any. */
    token?: string | null;
    loadError?: { type: string; beforeLoader?: boolean } | null;
  };
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly document: PlayedAccount;
}

/** Every scenario: the states and refusals there are. */
export const scenarios: readonly Scenario[];

/** One organisation's payment account, as Dolfin and Stripe would have it. */
export class Player {
  /** Starts from a scenario's name, or from a document. */
  constructor(start?: string | (PlayedAccount & { scenario?: string }));
  readonly document: PlayedAccount;
  /** What was asked, oldest first. */
  readonly requests: { endpoint: string | undefined; method: string; url: string; status: number | undefined }[];
  /** Changes the account: objects member by member, everything else whole. */
  set(patch: PlayedAccount): void;
  /** Lets the next answers fail; without a `status` or `delayMs` there is no answer at all. */
  fail(endpoint: "session" | "status", fault?: { times?: number; status?: number; body?: unknown; delayMs?: number }): void;
  /** Dolfin, for `element.fetch` or `createPaymentAccount({ fetch })`. */
  readonly fetch: (request: Request) => Promise<Response>;
}

/** Puts a stand-in in the place of Connect.js. What its form asks, `player` answers. */
export function standIn(player: Player): void;
