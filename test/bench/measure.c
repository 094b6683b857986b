/* measure FILE COMMAND...: runs the command and writes to the file what it took: seconds of wall
   clock, seconds of processor, and KiB of memory at most. Ends as the command does. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t) { return t.tv_sec + t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 3) return 127;
  struct timespec from, to;
  struct rusage used;
  int status;
  clock_gettime(CLOCK_MONOTONIC, &from);
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &used) < 0) return 127;
  clock_gettime(CLOCK_MONOTONIC, &to);
  FILE *file = fopen(argv[1], "w");
  if (!file) return 127;
  double wall = (to.tv_sec - from.tv_sec) + (to.tv_nsec - from.tv_nsec) / 1e9;
  double cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
  fprintf(file, "%f %f %ld\n", wall, cpu, used.ru_maxrss);
  fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
