import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * The process ids of the Docker Engines in this network namespace. An engine that starts takes the firewall
 * rules of the others away: their published ports stop working, and their networks are no longer kept apart.
 */
export function otherEngines(): number[] {
  const here = readlinkSync('/proc/self/ns/net');
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'dockerd' && readlinkSync(`/proc/${pid}/ns/net`) === here;
    } catch {
      // It has ended in the meantime, or belongs to somebody else.
      return false;
    }
  });
}
