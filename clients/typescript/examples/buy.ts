/**
 * Reads a shop, holds two tickets with an add-on, keeps them for longer, and gives them back: as a buyer, without a token.
 *
 * Usage: node build/examples/buy.js BASE_URL ORGANIZER EVENT
 */

import { randomUUID } from "node:crypto";
import { type Shop, willcall } from "../src/index.js";

const [base = "", organizer = "", event = ""] = process.argv.slice(2);
const path = { organizer, event };
const shopPath = "/api/v1/organizers/{organizer}/events/{event}/shop/";
const cartsPath = "/api/v1/organizers/{organizer}/events/{event}/carts/";

/** A product that add-ons can be chosen with, and one of them. */
function choice(shop: Shop): { ticket: number; workshop: number } {
  const items = shop.groups.flatMap((group) => group.items);
  const ticket = items.find((item) => item.addons.length > 0 && item.row?.buyable);
  const category = ticket?.addons[0]?.category;
  const workshop = shop.addon_categories.find((group) => group.category?.id === category)?.items[0];
  if (!ticket || !workshop) throw new Error("nothing here has add-ons");
  return { ticket: ticket.id, workshop: workshop.id };
}

const shop = await willcall(base).GET(shopPath, { params: { path } });
if (!shop.data) throw new Error(JSON.stringify(shop.error));
const { ticket, workshop } = choice(shop.data);

// Of our own making, so that making the cart may be tried again: the cart's secret comes with the answer.
const first = willcall(base, { cart: randomUUID() });
const made = await first.POST(cartsPath, {
  params: { path, header: { "Idempotency-Key": `"${randomUUID()}"` } },
  body: { lines: [{ item: ticket, quantity: 2, addons: [{ item: workshop }] }], sales_channel: "web" },
});
if (!made.data?.secret) throw new Error(JSON.stringify(made.error));
const cart = made.data;
const held = cart.lines.reduce((sum, line) => sum + line.quantity, 0);
console.log(`held ${held} until ${cart.expires}, total ${cart.total.amount}`);

const buyer = willcall(base, { cart: made.data.secret });
const params = { path: { ...path, cart: cart.id } };
const longer = await buyer.POST(`${cartsPath}{cart}/extend/`, { params });
if (!longer.data) throw new Error(JSON.stringify(longer.error));
console.log(`extended until ${longer.data.expires}`);

const gone = await buyer.DELETE(`${cartsPath}{cart}/`, { params });
if (gone.response.status !== 204) throw new Error(JSON.stringify(gone.error));
console.log("released");
