// A target needs one source file; the contract is the header.
#include "CReportPlugin.h"
