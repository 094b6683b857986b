// What a lock is called in reports.

/**
 * A lock as it is written: `pml`, or `table1.ptl` for an object's, whatever its class is called.
 */
export function lockName({ lock, object }: { lock: string; object?: string }): string {
  if (object === undefined) return lock;
  return `${object}.${lock.slice(lock.lastIndexOf(".") + 1)}`;
}
