/** Asks the shop's page, and returns the number of the visit that it shows. */
export async function visit(address: string): Promise<number> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  const text = await answer.text();
  const [, visits] = /<b id="visits">(\d+)<\/b>/.exec(text) ?? [];
  if (!answer.ok || visits === undefined) throw new Error(`${address} answered ${answer.status} and not the shop's page:\n${text}`);
  return Number(visits);
}
