# Who brokers between municipalities and Försäkringskassan: from the API to a finished analysis.
#
# The same as network.ipynb, with igraph and tidygraph; what the words mean is in network.md.
#
#   Rscript docs/network.R [ADDRESS OF THE SERVICE [PICTURE]]
#
# Needs igraph, tidygraph and jsonlite (Debian: r-cran-igraph r-cran-tidygraph r-cran-jsonlite).
# With ggraph (r-cran-ggraph) a second argument names the file of a picture, PNG or PDF.

suppressPackageStartupMessages({
  library(igraph)
  library(tidygraph)
})

arguments <- commandArgs(trailingOnly = TRUE)
service <- if (length(arguments) >= 1) arguments[1] else "http://127.0.0.1:8000"
picture <- if (length(arguments) >= 2) arguments[2] else NULL
FK <- "forsakringskassan"
AF <- "arbetsformedlingen"
PERIODS <- c("ESF 2007-2013", "ESF 2014-2020", "ESF 2021-2027")

# A network, its nodes named by their keys. igraph reads GraphML from files alone.
ask <- function(path = "", ...) {
  query <- c(list(...), format = "graphml")
  values <- vapply(query, URLencode, "", reserved = TRUE)
  file <- tempfile(fileext = ".graphml")
  on.exit(unlink(file))
  address <- paste0(service, "/api/network", path, "?",
                    paste(names(query), values, sep = "=", collapse = "&"))
  download.file(address, file, quiet = TRUE, mode = "wb")
  graph <- read_graph(file, format = "graphml")
  V(graph)$name <- V(graph)$key
  graph
}

# Lists are JSON in GraphML.
has_type <- function(graph, type) {
  grepl(paste0('"', type, '"'), V(graph)$types, fixed = TRUE)
}

# What the network rests on ------------------------------------------------------------------

network <- ask()
coverage <- jsonlite::fromJSON(graph_attr(network, "coverage"))
regions <- lapply(coverage$by_region, as.data.frame)
names(regions)[names(regions) == ""] <- "not stated"
regions <- do.call(rbind, regions)
cat("Projects by ESF region: how many say who takes part, and how many are silent\n\n")
print(regions[, c("projects", "stating", "silent")])

# Brokers ------------------------------------------------------------------------------------

ties <- delete_edges(network, E(network)[kind != "direct"])
municipalities <- V(ties)$name[has_type(ties, "municipality")]
associations <- V(ties)$name[has_type(ties, "coordination_association")]
steps <- distances(ties, v = FK, to = municipalities, weights = NA)[1, ]
apart <- names(steps)[steps == 2]

beside <- function(body) neighbors(ties, body)$name
brokered <- lapply(apart, function(one) intersect(beside(one), beside(FK)))
counts <- table(unlist(brokered))

# weights = NA: betweenness by numbers of steps, as the service has it. Constraint uses the weights.
bodies <- as_tbl_graph(ties) |>
  activate(nodes) |>
  mutate(
    between = betweenness(.G(), directed = FALSE, weights = NA, normalized = TRUE),
    constraint = node_constraint(weights = weight),
    municipalities = as.integer(counts[name])
  ) |>
  as_tibble()
brokers <- bodies[!is.na(bodies$municipalities), ]
brokers <- brokers[order(-brokers$municipalities, -brokers$between), ]
cat("\nWho has worked with Försäkringskassan, and with municipalities that have not\n\n")
print(as.data.frame(head(
  brokers[, c("label", "type", "municipalities", "between", "constraint")], 8
)), digits = 3, row.names = FALSE)

# Samordningsförbund -------------------------------------------------------------------------

two_mode <- ask(projection = "affiliation")
projects <- V(two_mode)$name[V(two_mode)$kind == "project"]
who <- lapply(projects, function(project) neighbors(two_mode, project)$name)
with_one <- vapply(who, function(them) any(them %in% associations), NA)
with_fk <- vapply(who, function(them) FK %in% them, NA)

members <- ask(associations = "members")
of_fk <- incident(members, FK)
other <- ends(members, of_fk)
other <- ifelse(other[, 1] == FK, other[, 2], other[, 1])
is_municipality <- other %in% V(members)$name[has_type(members, "municipality")]
kinds <- tapply(of_fk$kind[is_municipality], other[is_municipality], function(them) {
  if (!"direct" %in% them) "by membership alone" else if (all(them == "direct")) "direct alone" else
    "both ways"
})
cat("\nHow municipalities are tied to Försäkringskassan\n")
print(table(kinds))

# Change -------------------------------------------------------------------------------------

changes <- list()
for (number in seq_len(length(PERIODS) - 1)) {
  before <- PERIODS[number]
  after <- PERIODS[number + 1]
  both <- ask("/compare", before = paste0("programme=", before), after = paste0("programme=", after))
  direct <- E(both)$change[E(both)$kind == "direct"]
  pair <- paste(sub("ESF ", "", before), "to", sub("ESF ", "", after))
  changes[[pair]] <- table(factor(direct, levels = c("kept", "lost", "new")))
}
cat("\nTies between programme periods\n\n")
print(do.call(rbind, changes))

# In short: the table of network.ipynb ---------------------------------------------------------

findings <- list(
  "projects" = coverage$whole$projects,
  "projects stating partners" = coverage$whole$stating,
  "bodies" = vcount(ties),
  "ties" = ecount(ties),
  "municipalities" = length(municipalities),
  "municipalities tied to FK" = sum(steps == 1),
  "municipalities two steps from FK" = sum(steps == 2),
  "municipalities without a chain to FK" = sum(is.infinite(steps)),
  "brokers" = nrow(brokers),
  "municipalities by the first broker" = brokers$municipalities[1],
  "betweenness of AF" = round(bodies$between[bodies$name == AF], 6),
  "constraint of FK" = round(bodies$constraint[bodies$name == FK], 6),
  "projects with a samordningsförbund" = sum(with_one),
  "of those with FK" = sum(with_one & with_fk),
  "municipalities tied to FK by membership alone" = sum(kinds == "by membership alone")
)
for (pair in names(changes)) {
  for (change in names(changes[[pair]])) {
    findings[[paste0("ties ", change, ", ", pair)]] <- changes[[pair]][[change]]
  }
}
cat("\nIn short\n\n")
for (name in names(findings)) cat(name, ": ", format(findings[[name]], digits = 10), "\n", sep = "")
cat("\n", graph_attr(network, "citation_en"), "\n", sep = "")

# A picture: Försäkringskassan, its brokers, and whom they broker for ------------------------------

if (!is.null(picture)) {
  library(ggraph)
  shown <- induced_subgraph(ties, c(FK, brokers$name, apart))
  side <- ifelse(V(shown)$name == FK, 3, ifelse(V(shown)$name %in% apart, 1, 2))
  between <- ends(shown, E(shown), names = FALSE)
  shown <- delete_edges(shown, which(side[between[, 1]] == side[between[, 2]]))
  set.seed(1)
  drawn <- ggraph(as_tbl_graph(shown), layout = "stress") +
    geom_edge_link0(edge_colour = "grey80") +
    geom_node_point(aes(colour = gsub("_", " ", type))) +
    geom_node_text(aes(label = label), size = 2.5, repel = TRUE, max.overlaps = Inf) +
    scale_colour_manual(values = c("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9")) +
    ggplot2::labs(colour = "Kind of body") +
    theme_void()
  ggplot2::ggsave(picture, drawn, width = 10, height = 8, dpi = 110)
  cat("The picture is in ", picture, "\n", sep = "")
}
