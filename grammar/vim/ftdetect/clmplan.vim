" Generated: playbooks of clmplan.
autocmd BufNewFile,BufRead *.clm set filetype=clmplan
