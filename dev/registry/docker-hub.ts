/** Returns whether Docker Hub can be reached. Any response counts. */
export async function reachesDockerHub(): Promise<boolean> {
  try {
    await fetch('https://registry-1.docker.io/v2/', { signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}
