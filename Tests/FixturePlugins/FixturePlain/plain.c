// A report plugin in plain C: it counts its input lines and says how many there were.
#define _GNU_SOURCE  // memmem
#include <stdio.h>
#include <string.h>

#include "CReportPlugin.h"

static const char description[] =
    "{\"id\":\"plain\",\"version\":\"1.0.0\",\"donor\":{\"en\":\"Nobody\",\"fr\":\"Personne\"},"
    "\"title\":{\"en\":\"Plain C\",\"fr\":\"C simple\"},"
    "\"reports\":[{\"id\":\"plain/count\",\"title\":{\"en\":\"Count\",\"fr\":\"Compte\"},"
    "\"languages\":[\"fr\",\"en\"],\"media\":[\"html\",\"markdown\"],\"level\":\"public\","
    "\"parameters\":{\"type\":\"object\",\"properties\":{}},"
    "\"queries\":[{\"name\":\"findings\",\"from\":\"finding\",\"select\":[\"title\"]}]},"
    "{\"id\":\"plain/xml\",\"title\":{\"en\":\"XML\",\"fr\":\"XML\"},"
    "\"languages\":[\"fr\",\"en\"],\"media\":[\"xml\",\"markdown\"],\"level\":\"public\","
    "\"parameters\":{\"type\":\"object\",\"properties\":{}},\"queries\":[]}]}";

static kurukan_bytes text(const char *string) {
  return (kurukan_bytes){.bytes = (const uint8_t *)string, .count = strlen(string)};
}

static kurukan_bytes describe(void *context) {
  (void)context;
  return text(description);
}

// A document of its own, cut in the middle of a character.
static int32_t compose_xml(const kurukan_host *host) {
  static const char *const pieces[] = {"<r>caf\xC3", "\xA9", "</r>\n"};
  for (int piece = 0; piece < 3; piece++) {
    if (host->emit_bytes(host->context, text(pieces[piece])) != 0) return 1;
  }
  return host->emit(host->context, text("{\"block\":\"paragraph\",\"text\":\"en XML\"}")) == 0 ? 0 : 1;
}

static int32_t compose(void *context, const kurukan_host *host, kurukan_bytes request) {
  (void)context;
  if (request.count == 0 || host->abi_version != KURUKAN_ABI_VERSION) return 1;
  if (host->emit(host->context,
                 text("{\"block\":\"document\",\"title\":\"Compte\",\"donor\":\"Personne\"}")) != 0) {
    return 1;
  }
  if (memmem(request.bytes, request.count, "plain/xml", 9) != NULL) return compose_xml(host);
  long rows = 0, ends = 0;
  kurukan_bytes line;
  int32_t answer;
  while ((answer = host->next_input(host->context, &line)) == 1) {
    char kept[64];
    size_t length = line.count < sizeof kept - 1 ? line.count : sizeof kept - 1;
    memcpy(kept, line.bytes, length);
    kept[length] = 0;
    if (strstr(kept, "\"end\":true") != NULL) {
      ends++;
    } else {
      rows++;
    }
    host->progress(host->context, 0.5);
  }
  if (answer < 0) return 1;
  char block[160];
  snprintf(block, sizeof block, "{\"block\":\"paragraph\",\"text\":\"lignes : %ld, fins : %ld\"}", rows,
           ends);
  if (host->emit(host->context, text(block)) != 0) return 1;
  host->diagnose(host->context,
                 text("{\"severity\":\"info\",\"summary\":\"counted\",\"path\":\"findings\"}"));
  return 0;
}

static const kurukan_plugin table = {
    .size = sizeof(kurukan_plugin),
    .abi_version = KURUKAN_ABI_VERSION,
    .describe = describe,
    .compose = compose,
};

const kurukan_plugin *kurukan_plugin_FixturePlain(void);
const kurukan_plugin *kurukan_plugin_FixturePlain(void) { return &table; }
