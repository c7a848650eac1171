/** A typed client for Willcall: paths, parameters, bodies and answers are those of its OpenAPI document. */

import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type { components, operations, paths } from "./schema.js";
export type Willcall = Client<paths>;
export type Shop = components["schemas"]["Shop"];
export type Cart = components["schemas"]["Cart"];

/** Who asks: an organizer's token, a cart's secret, or nobody in particular. */
export type Who = { token: string } | { cart: string } | undefined;

/** A client for the server at a base URL, such as the one that serves the shop's pages. */
export function willcall(baseUrl: string, who?: Who): Willcall {
  return createClient<paths>({ baseUrl, headers: who ? { Authorization: authorization(who) } : {} });
}

function authorization(who: NonNullable<Who>): string {
  return "token" in who ? `Token ${who.token}` : `Cart ${who.cart}`;
}
