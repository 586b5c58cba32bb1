import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Returns the process ids of the Docker Engines in this network namespace. An engine that starts removes the firewall rules of
 * the others: their published ports stop working, and their networks are no longer isolated.
 */
export function runningEngines(): number[] {
  const here = readlinkSync('/proc/self/ns/net');
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'dockerd' && readlinkSync(`/proc/${pid}/ns/net`) === here;
    } catch {
      // The process has ended in the meantime, or belongs to another user.
      return false;
    }
  });
}
