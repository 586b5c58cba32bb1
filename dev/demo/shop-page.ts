/** Requests the shop's page and returns the number of visits that it shows. */
export async function visit(address: string): Promise<number> {
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  const [, visits] = /<b id="visits">(\d+)<\/b>/.exec(text) ?? [];
  if (!response.ok || visits === undefined) {
    throw new Error(`${address} responded with ${response.status} and not with the shop's page:\n${text}`);
  }
  return Number(visits);
}
